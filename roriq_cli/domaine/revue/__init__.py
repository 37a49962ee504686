"""Proposals: what a change does, and whether it is legal."""
