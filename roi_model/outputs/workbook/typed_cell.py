"""What somebody typed into a cell: understood as a number, or refused with the reason; never guessed."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from roi_model.inputs.price import standard_price_year
from roi_model.inputs.refusal import InputError

NOT_APPLICABLE = "[z]"
PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
# Not 0,125: that is a decimal comma.
GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", re.ASCII)
DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+|[+-]?\d{1,3}(\.\d{3})+,\d+", re.ASCII)
SPACES = str.maketrans("", "", " \t\n\r\u00a0\u2009\u202f")
MINUS = str.maketrans("−–", "--")
DATED = "a spreadsheet program made a date of what was typed; format the cell as a number or as text, and type it again"
TIMES = (datetime, date, time, timedelta)


@dataclass(frozen=True)
class TypedCell:
    """One cell as it stands in the file.

    Attributes
    ----------
    where
        Worksheet and cell, such as ``Inputs!C12``.
    value
        Its value; of a formula the value that it had when the file was saved.
    formula
        Whether it holds a formula.
    is_error
        Whether it holds an error such as #DIV/0!.
    number_format
        How a number is shown.
    """

    where: str
    value: object
    formula: bool = False
    is_error: bool = False
    number_format: str = "General"

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it, or the shorthand for that."""
        text = self.value.strip() if isinstance(self.value, str) else self.value
        return not self.formula and not self.is_error and text in {None, "", NOT_APPLICABLE}

    def refused(self, why: str) -> InputError:
        """Return the refusal of this cell."""
        return InputError(f"{self.where} {why}.")


@dataclass(frozen=True)
class Expected:
    """What a number may be: money may have a pound sign, a share may be a percentage."""

    unit: str
    is_money: bool
    is_share: bool


def number_in(cell: TypedCell, expected: Expected) -> float:
    """Return the number in a cell.

    Understood: a number; text such as ``1200``, ``1,200``, ``1.2e3`` or ``−3``; ``£1,200`` where it
    is money; ``12%`` where it is a share, as a number shown as a percentage; the result of a formula.

    Raises
    ------
    InputError
        For anything else, with worksheet, cell and reason.

    Examples
    --------
    >>> share = Expected("share of people", is_money=False, is_share=True)
    >>> number_in(TypedCell("Inputs!C5", "12 %"), share)
    0.12
    """
    value = _value(cell)
    if isinstance(value, bool):
        raise cell.refused(f"is {str(value).upper()}; it must be a number")
    if isinstance(value, TIMES):
        raise cell.refused(f"holds a date ({value}): {DATED}")
    if isinstance(value, int | float):
        if "%" in cell.number_format and not expected.is_share:
            shown = f"is shown as a percentage ({value:.6%})"
            raise cell.refused(f"{shown}, but its unit is '{expected.unit}'; type a number")
        number = float(value)
    else:
        number = _from_text(cell, str(value), expected)
    if not math.isfinite(number):
        raise cell.refused(f"is {value}; it must be a finite number")
    return number


def text_in(cell: TypedCell) -> str:
    """Return the text in a cell; a whole number as it would be typed.

    Raises
    ------
    InputError
        When it holds a date, a truth or an error.
    """
    value = _value(cell)
    if isinstance(value, TIMES):
        raise cell.refused(f"holds a date ({value}): {DATED}")
    if isinstance(value, bool):
        raise cell.refused(f"is {str(value).upper()}; it must be text")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def price_year_in(cell: TypedCell) -> str:
    """Return the price year in a cell, written as `standard_price_year` does.

    Raises
    ------
    InputError
        When it is none, or a date was made of it.
    """
    try:
        return standard_price_year(text_in(cell))
    except InputError as error:
        if str(error).startswith(cell.where):
            raise
        raise InputError(f"{cell.where}: {error}") from error


def _value(cell: TypedCell) -> object:
    """Return the value in a cell that holds one."""
    if cell.is_error:
        raise cell.refused(f"holds the error {cell.value}")
    if cell.value is None and cell.formula:
        raise cell.refused(
            "holds a formula whose result is not in the file; open the file in a spreadsheet program and save it there"
        )
    if cell.is_empty:
        raise cell.refused("is empty; it must hold a value")
    return cell.value


def _from_text(cell: TypedCell, text: str, expected: Expected) -> float:
    compact = text.translate(MINUS).strip()
    percent = compact.endswith("%")
    compact = compact.removesuffix("%").rstrip()
    pounds = "£" in compact
    compact = re.sub(r"^([+-]?)\s*£\s*", r"\1", compact, count=1)
    # A space among the digits may be a thousands separator or a slip; it is not guessed at.
    spaced = any(character.isspace() for character in compact)
    compact = compact.translate(SPACES)
    understood = PLAIN.fullmatch(compact) or GROUPED.fullmatch(compact)
    if not understood or spaced:
        what = f"holds the text '{text}', which is not a number as it is written in England"
        raise cell.refused(f"{what}; {_hint(compact)}")
    if pounds and not expected.is_money:
        raise cell.refused(f"is '{text}', but its unit is '{expected.unit}', not pounds")
    if percent and not expected.is_share:
        raise cell.refused(f"is '{text}', but its unit is '{expected.unit}'; type a number without a percent sign")
    number = float(compact.replace(",", ""))
    return number / 100 if percent else number


def _hint(compact: str) -> str:
    if DECIMAL_COMMA.fullmatch(compact):
        return "write a decimal point, such as 0.5, and no comma or a comma between thousands"
    return "write it such as 1200, 1,200 or 0.5"
