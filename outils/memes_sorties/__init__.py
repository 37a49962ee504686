"""The same commands with two versions of `roriq`: their outputs are the same bytes, but for what is named here.

    python -m outils.memes_sorties AVANT APRES                       compare
    python -m outils.memes_sorties --enregistrer DOSSIER VERSION     play once, and keep what was recorded
    python -m outils.memes_sorties DOSSIER APRES                     compare with what was kept

AVANT and APRES are each a `roriq` that is installed (`.venv/bin/roriq`), a revision of this repository (its wheel is
built and installed in a venv of its own, once), or a folder that `--enregistrer` made. Exit code 0: all is the same.

An editable `roriq` (`.venv/bin/roriq`) has the catalogues of the last `make`: make again first.

    --seulement MOTIF    only the commands whose name has this regular expression (« corriger », « proposition »…)
    --garder DOSSIER     keep both records, in DOSSIER/avant and DOSSIER/apres
    --montrer N          show the first N commands that differ (20)

A command is recorded with its exit code, what it said on both streams, the files that it wrote, and what it did to
the repository: names, commits with their messages and differences, what is left to commit. It is a real process, on
a machine that knows nobody, on a day that does not change; where it is played is written /LIEU.

    scenes.py        the commands: to play one more, write it there, then make the record of the old version again
    registres.py     the registers that they begin from
    attendues.py     DIFFERENCES: what is meant to differ, and why
"""
