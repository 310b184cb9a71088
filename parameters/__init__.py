"""The numbers: evidence, prices, discount rates, places and sources, as data files."""
