"""Published figures, and how the model compares with them."""
