"""Markdown, to paste in minutes or in a discussion: one module per subject."""
