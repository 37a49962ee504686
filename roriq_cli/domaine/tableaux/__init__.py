"""Tables in and out: what a sheet says, and what it becomes."""
