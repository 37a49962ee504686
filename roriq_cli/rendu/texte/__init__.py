"""Text for a person, in their language. Values from files pass through `Phrase` or `inerte`: none is active."""
