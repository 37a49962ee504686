"""roriq: the membership register of a network of community organisations, kept as files in Git."""

__version__ = "0.1.0"
