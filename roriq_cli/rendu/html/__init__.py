"""HTML pages, each a file that stands alone: no script, no network, nothing that a field of a file could run."""
