"""The assurance pack of a run: assumptions, data, sources, choices, checks, CHEERS."""
