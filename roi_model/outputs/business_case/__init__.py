"""A business case of two pages, as a Word document."""
