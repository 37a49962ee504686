"""Results into text: pure functions, one per format, and one table of formats per command."""
