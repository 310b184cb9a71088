"""Text in cells: what a user wrote stays text, and is never a formula."""

from __future__ import annotations

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell

# What a spreadsheet program may take for the beginning of a formula, the wide forms of East Asian keyboards among them.
FORMULA_STARTS = tuple("=+-@−＝＋－＠\t\r\n")
LONGEST = 32_767  # characters that a cell of Excel holds
NOT_CHARACTERS = {0xFFFE: None, 0xFFFF: None, **dict.fromkeys(range(0xD800, 0xE000))}
SHORTENED = " … (shortened)"


def clean_text(text: str) -> str:
    r"""Return a text as XML and a cell can hold it: without control characters, and not too long.

    Examples
    --------
    >>> clean_text("Leeds\x00 and\r\nBradford")
    'Leeds and\nBradford'
    """
    plain = ILLEGAL_CHARACTERS_RE.sub("", text.translate(NOT_CHARACTERS)).replace("\r\n", "\n").replace("\r", "\n")
    return plain if len(plain) <= LONGEST else plain[: LONGEST - len(SHORTENED)] + SHORTENED


def may_be_taken_for_formula(text: str) -> bool:
    """Whether a spreadsheet program might run a text, if a user typed it or opened it from CSV.

    Examples
    --------
    >>> may_be_taken_for_formula("=1+1"), may_be_taken_for_formula("Leeds = 1")
    (True, False)
    """
    return text.lstrip(" ").startswith(FORMULA_STARTS)


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


def csv_text(text: str) -> str:
    """Return a text as a cell of a CSV file: one that a program might run begins with an apostrophe.

    Examples
    --------
    >>> csv_text("=HYPERLINK(1)"), csv_text("Leeds")
    ("'=HYPERLINK(1)", 'Leeds')
    """
    plain = clean_text(text)
    return f"'{plain}" if may_be_taken_for_formula(text) else plain
