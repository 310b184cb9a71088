"""Text from users in files that a spreadsheet program opens: what they wrote stays text."""

from __future__ import annotations

import re

# What a spreadsheet program may take for the beginning of a formula, the wide forms of East Asian keyboards among them.
FORMULA_STARTS = tuple("=+-@−＝＋－＠\t\r\n")
LONGEST = 32_767  # characters that a cell of Excel holds
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
NOT_CHARACTERS = {0xFFFE: None, 0xFFFF: None, **dict.fromkeys(range(0xD800, 0xE000))}
SHORTENED = " … (shortened)"


def clean_text(text: str) -> str:
    r"""Return a text as XML and a cell can hold it: without control characters, and not too long.

    Examples
    --------
    >>> clean_text("Leeds\x00 and\r\nBradford")
    'Leeds and\nBradford'
    """
    plain = CONTROL.sub("", text.translate(NOT_CHARACTERS)).replace("\r\n", "\n").replace("\r", "\n")
    return plain if len(plain) <= LONGEST else plain[: LONGEST - len(SHORTENED)] + SHORTENED


def may_be_taken_for_formula(text: str) -> bool:
    """Whether a spreadsheet program might run a text, if a user typed it or opened it from CSV.

    Examples
    --------
    >>> may_be_taken_for_formula("=1+1"), may_be_taken_for_formula("Leeds = 1")
    (True, False)
    """
    return text.lstrip(" ").startswith(FORMULA_STARTS)


def csv_text(text: str) -> str:
    """Return a text as a cell of a CSV file: one that a program might run begins with an apostrophe.

    Examples
    --------
    >>> csv_text("=HYPERLINK(1)"), csv_text("Leeds")
    ("'=HYPERLINK(1)", 'Leeds')
    """
    plain = clean_text(text)
    return f"'{plain}" if may_be_taken_for_formula(plain) else plain


def csv_text_read(text: str) -> str:
    """Return a text of `csv_text` as it was written.

    Examples
    --------
    >>> csv_text_read("'=HYPERLINK(1)"), csv_text_read("'quoted'")
    ('=HYPERLINK(1)', "'quoted'")
    """
    return text[1:] if text.startswith("'") and may_be_taken_for_formula(text[1:]) else text
