"""Text in cells: what a user wrote stays text, and is never a formula."""

from __future__ import annotations

from openpyxl.cell.cell import Cell, MergedCell

from roi_model.outputs.safe_text import clean_text, may_be_taken_for_formula


def put_text(cell: Cell | MergedCell, text: str) -> None:
    """Write a text into a cell as text, whatever it begins with.

    A text that might be taken for a formula is also marked with the prefix that Excel shows as an
    apostrophe, so that it stays text when somebody edits the cell.
    """
    assert isinstance(cell, Cell)  # nothing is merged here
    cell.value = clean_text(text)
    cell.data_type = "s"  # openpyxl would make "=1+1" a formula and "#N/A" an error
    if may_be_taken_for_formula(text):
        cell.quotePrefix = True
