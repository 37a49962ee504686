"""The commands that share."""
