"""What we know: parameters, sources, prices and places, checked as they enter."""
