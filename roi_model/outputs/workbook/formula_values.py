"""What formulas of a workbook compute with: values, and arithmetic as spreadsheet programs do it."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import StrEnum

TINY = 2.0**-48  # relative difference below which spreadsheet programs take two numbers for equal


class CellError(StrEnum):
    """What a cell shows that has no value; whatever uses it shows the same."""

    VALUE = "#VALUE!"
    DIVISION = "#DIV/0!"
    NUMBER = "#NUM!"
    NOT_FOUND = "#N/A"


Scalar = float | str | bool | CellError | None  # None is an empty cell
Block = list[Scalar]  # the cells of a row or a column
Value = Scalar | Block
Operator = Callable[[float, float], Scalar]


def number(value: Scalar) -> float | CellError:
    """Return a value as arithmetic takes it: an empty cell is 0, and text is no number."""
    if isinstance(value, float):
        return value
    if isinstance(value, CellError):
        return value
    if value is None:
        return 0.0
    return CellError.VALUE if isinstance(value, str) else float(value)


def as_text(value: Scalar) -> str:
    """Return a value as text, a number without needless digits."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else str(value)


def is_same(first: float, second: float) -> bool:
    """Whether spreadsheet programs take two numbers for equal: what differs in the last digits is rounding."""
    if first == second:
        return True
    return abs(first - second) < TINY * min(abs(first), abs(second))


def add(first: float, second: float) -> float:
    """Add two numbers; what cancels but for the last digits is 0."""
    return 0.0 if is_same(first, -second) else first + second


def subtract(first: float, second: float) -> float:
    """Subtract a number; what cancels but for the last digits is 0."""
    return 0.0 if is_same(first, second) else first - second


def divide(first: float, second: float) -> float | CellError:
    """Divide by a number other than 0."""
    return first / second if second else CellError.DIVISION


def power(base: float, exponent: float) -> float | CellError:
    """Raise a number to a power; 0 to the power of 0 has no answer."""
    if base == 0 and exponent <= 0:
        return CellError.DIVISION if exponent < 0 else CellError.NUMBER
    try:
        raised = base**exponent
    except OverflowError:
        return CellError.NUMBER
    return raised if isinstance(raised, float) else CellError.NUMBER


ARITHMETIC: dict[str, Operator] = {
    "+": add,
    "-": subtract,
    "*": lambda first, second: first * second,
    "/": divide,
    "^": power,
}


def computed(sign: str, first: Value, second: Value) -> Value:
    """Return what an operator of arithmetic gives, cell by cell where a side is a block."""
    return _each(lambda a, b: _arithmetic(ARITHMETIC[sign], a, b), first, second)


def compared(sign: str, first: Value, second: Value) -> Value:
    """Return whether a comparison holds, cell by cell where a side is a block."""
    return _each(lambda a, b: _comparison(sign, a, b), first, second)


def joined(first: Scalar, second: Scalar) -> Scalar:
    """Return two values as one text."""
    for value in (first, second):
        if isinstance(value, CellError):
            return value
    return as_text(first) + as_text(second)


def _arithmetic(operator: Operator, first: Scalar, second: Scalar) -> Scalar:
    left, right = number(first), number(second)
    if isinstance(left, CellError):
        return left
    if isinstance(right, CellError):
        return right
    found = operator(left, right)
    return CellError.NUMBER if isinstance(found, float) and not math.isfinite(found) else found


def _comparison(sign: str, first: Scalar, second: Scalar) -> Scalar:
    for value in (first, second):
        if isinstance(value, CellError):
            return value
    order = _order(first, second)
    return {"=": order == 0, "<>": order != 0, "<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0}[sign]


def _order(first: Scalar, second: Scalar) -> int:
    """Return −1, 0 or 1; texts are compared without regard to case, and stand after numbers."""
    if isinstance(first, str) or isinstance(second, str):
        left, right = (
            None if isinstance(value, float | bool) else as_text(value).casefold() for value in (first, second)
        )
        if left is None or right is None:
            return -1 if left is None else 1
        return (left > right) - (left < right)
    low, high = float(first or 0), float(second or 0)
    return 0 if is_same(low, high) else (low > high) - (low < high)


def _each(operator: Callable[[Scalar, Scalar], Scalar], first: Value, second: Value) -> Value:
    if isinstance(first, list):
        others = second if isinstance(second, list) else [second] * len(first)
        return [operator(a, b) for a, b in zip(first, others, strict=True)]
    if isinstance(second, list):
        return [operator(first, b) for b in second]
    return operator(first, second)
