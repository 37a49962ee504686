"""Two people's facts on one thing: what one says that the other does not, and both together."""
