"""Charts, each with its words and the table behind it."""
