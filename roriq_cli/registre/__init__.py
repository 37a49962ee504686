"""Where facts live: YAML, JSON Schema, Git, disk. Everything read here is hostile until it has passed."""
