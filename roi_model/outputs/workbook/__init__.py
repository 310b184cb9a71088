"""Excel workbooks: the working copy with live formulas, the publication copy, and reading inputs back."""
