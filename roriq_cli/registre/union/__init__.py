"""Two versions of the registry become one: conflicts, replayed facts, merges."""
