"""`python -m roriq_cli` is `roriq`."""

from roriq_cli.cli import entree

if __name__ == "__main__":
    entree()
