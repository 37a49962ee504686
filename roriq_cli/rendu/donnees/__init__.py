"""JSON, one module for each group of commands; `commun` says how it is written."""
