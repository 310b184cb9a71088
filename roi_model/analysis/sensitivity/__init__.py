"""Global sensitivity: which parameters the uncertainty of a figure comes from."""
