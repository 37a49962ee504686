"""What builds the project's own files: message catalogues, pages of the rules."""
