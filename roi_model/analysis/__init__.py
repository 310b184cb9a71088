"""What it means: measures and comparisons of results."""
