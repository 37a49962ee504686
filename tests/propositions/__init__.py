"""Proposals, one folder each: what is done to a small register, the verdict expected, and the comment it gets."""
