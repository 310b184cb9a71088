"""What a cell is called."""

from __future__ import annotations

from openpyxl.utils import get_column_letter


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell of a sheet; rows and columns count from 1.

    Examples
    --------
    >>> cell_name(5, 28)
    'AB5'
    """
    return f"{get_column_letter(column)}{row}"
