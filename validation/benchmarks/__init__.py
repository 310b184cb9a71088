"""How fast the model is, and how much memory it takes; not installed."""
