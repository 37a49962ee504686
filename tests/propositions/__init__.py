"""Proposals: a table of what is done to a small register, and the comment that each of them gets."""
