#!/usr/bin/env bash
# RapidFuzz 3.14.6: a pair that scores exactly 0.8 is dropped (0.0) by `score_cutoff=0.8`, and still by 0.8 - 1e-8; one
# that scores 0.6, by 0.6 and 0.6 - 1e-9. The score that the same function gives without a cutoff is 0.8, to the last bit.
# A hair of 1e-9 below the threshold, that one would think enough for a double, is not: 1e-7 is, for both.
# Whoever filters with it before difflib decides loses the pairs that are on the threshold, without a word.
set -euo pipefail
T="$(mktemp -d)"; trap 'rm -rf "$T"' EXIT
python3 -m venv "$T/v"
"$T/v/bin/python" -m pip --quiet install "rapidfuzz==3.14.6"
VU="$("$T/v/bin/python" - <<'PY'
from difflib import SequenceMatcher
from rapidfuzz.distance import Indel

for seuil, un, autre in ((0.8, "xx", "xxb"), (0.6, "xxx", "xxxbbbb")):
    note = Indel.normalized_similarity(un, autre)
    assert note == seuil == SequenceMatcher(None, un, autre, autojunk=False).ratio()
    gardes = [marge for marge in (0, 1e-9, 1e-8, 1e-7) if Indel.normalized_similarity(un, autre, score_cutoff=seuil - marge)]
    print(seuil, "garde avec", gardes)
PY
)"
printf '%s\n' "$VU"
[ "$VU" = "0.8 garde avec [1e-07]
0.6 garde avec [1e-08, 1e-07]" ]
