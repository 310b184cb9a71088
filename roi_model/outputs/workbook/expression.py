"""A formula as it grows: numbers, names and operations, before it has a place on a sheet."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

# From an expression that stands on a row of its own to the address of its cell; None for any other.
Refer = Callable[["Expression"], str | None]

KNOWN_NUMBERS = {math.pi: "PI()", math.sqrt(3): "SQRT(3)"}


class Op(StrEnum):
    """What an expression does with its parts."""

    NUMBER = "number"
    SERIES = "series"  # one number for each year
    NAME = "name"  # a defined name of the workbook
    YEAR = "year"  # 0, 1, 2 … from left to right
    LEFT = "left"  # the cell to the left, on the row of a stock
    STOCK = "stock"  # of an inflow and a share that survives: what a row adds up from year to year
    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"
    POWER = "^"
    RAISE = "raise"  # a power whose exponent is never 0
    NEGATIVE = "negative"
    EXP = "EXP"
    LOG = "LN"
    SQRT = "SQRT"
    ABSOLUTE = "ABS"
    MINIMUM = "MIN"
    MAXIMUM = "MAX"
    LESS = "<"
    LESS_EQUAL = "<="
    GREATER = ">"
    GREATER_EQUAL = ">="
    EQUAL = "="
    NOT_EQUAL = "<>"
    AND = "AND"
    OR = "OR"
    WHERE = "IF"


ATOMS = frozenset({Op.NUMBER, Op.NAME})
ROWS = frozenset({Op.YEAR, Op.SERIES, Op.STOCK})
COMPARISONS = frozenset({Op.LESS, Op.LESS_EQUAL, Op.GREATER, Op.GREATER_EQUAL, Op.EQUAL, Op.NOT_EQUAL})
JOINED = frozenset({Op.AND, Op.OR})
FUNCTIONS = frozenset({Op.EXP, Op.LOG, Op.SQRT, Op.ABSOLUTE, Op.MINIMUM, Op.MAXIMUM})

# How tightly an operator binds, and how tightly its left and right part must bind to need no brackets. The right
# part of + and * gets brackets too, so that a sheet adds in the order in which the engine does. A spreadsheet
# program takes -2^2 for 4 and 2^3^2 for 64, so what stands around ^ is always a single thing.
BINDING: dict[Op, tuple[int, int, int]] = {
    Op.ADD: (1, 1, 2),
    Op.SUBTRACT: (1, 1, 2),
    Op.MULTIPLY: (2, 2, 3),
    Op.DIVIDE: (2, 2, 3),
    Op.RAISE: (3, 4, 4),
}
SUM, SINGLE = 1, 4


@dataclass(frozen=True)
class Expression:
    """An operation and its parts; two that are built alike are equal.

    Attributes
    ----------
    op
        What it does.
    parts
        What it does it with.
    value
        The number, the numbers by year, or the name of an expression without parts.
    """

    op: Op
    parts: tuple[Expression, ...] = ()
    value: float | str | tuple[float, ...] | None = None
    # Kept, because the same part stands in many places and would be hashed anew in each.
    _hash: int = field(init=False, repr=False, compare=False)
    is_yearly: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        yearly = self.op in {Op.SERIES, Op.YEAR, Op.LEFT, Op.STOCK} or any(part.is_yearly for part in self.parts)
        object.__setattr__(self, "is_yearly", yearly)
        object.__setattr__(self, "_hash", hash((self.op, self.parts, self.value)))

    def __hash__(self) -> int:
        return self._hash

    @property
    def is_atom(self) -> bool:
        """Whether it is written where it is used, and never on a row of its own."""
        return self.op in ATOMS

    @property
    def needs_row(self) -> bool:
        """Whether it can stand nowhere else but on a row of its own."""
        return self.op in ROWS


YEAR, LEFT = Expression(Op.YEAR), Expression(Op.LEFT)


def number(value: float) -> Expression:
    """Return a number as an expression."""
    return Expression(Op.NUMBER, value=float(value))


def walk(roots: Iterator[Expression] | list[Expression]) -> Iterator[Expression]:
    """Yield every expression once, the parts of each before itself."""
    seen: set[Expression] = set()
    stack = [(root, False) for root in reversed(list(roots))]
    while stack:
        expression, parts_done = stack.pop()
        if expression in seen:
            continue
        if parts_done:
            seen.add(expression)
            yield expression
        else:
            stack.append((expression, True))
            stack += [(part, False) for part in reversed(expression.parts)]


def nothing(expression: Expression) -> str | None:  # noqa: ARG001 - a `Refer` that knows no rows
    """Refer to no row."""
    return None


def formula_text(expression: Expression, refer: Refer = nothing) -> str:
    """Write an expression as the text of a formula, without the equals sign.

    Parameters
    ----------
    expression
        What the cell holds; it is written out even if ``refer`` knows it.
    refer
        Where parts of it stand that have a row.

    Examples
    --------
    >>> share, year = Expression(Op.NAME, value="debt_advice.effect_persistence"), Expression(Op.YEAR)
    >>> formula_text(Expression(Op.POWER, (share, year)), {year: "G$5"}.get)
    'IF(G$5=0,1,debt_advice.effect_persistence^G$5)'
    """
    return _written(expression, refer)[0]


def _part(expression: Expression, refer: Refer, least: int) -> str:
    """Write a part, in brackets where it binds less tightly than ``least``."""
    address = refer(expression)
    if address is not None:
        return address
    text, binds = _written(expression, refer)
    return text if binds >= least else f"({text})"


def _written(expression: Expression, refer: Refer) -> tuple[str, int]:
    """Return the text and how tightly it binds."""
    op, parts = expression.op, expression.parts
    if op in BINDING:
        binds, left, right = BINDING[op]
        sign = "^" if op is Op.RAISE else op.value
        return f"{_part(parts[0], refer, left)}{sign}{_part(parts[1], refer, right)}", binds
    if op is Op.NUMBER:
        return _number_text(expression.value)
    if op is Op.NAME:
        return str(expression.value), SINGLE
    if op is Op.STOCK:
        inflow, survival = (_part(part, refer, 2) for part in parts)
        return f"IF({refer(YEAR)}=0,0,{refer(LEFT)})*{survival}+{inflow}", SUM
    if op is Op.NEGATIVE:
        return f"-{_part(parts[0], refer, SINGLE)}", SUM
    return _function(expression, refer), SINGLE


def _function(expression: Expression, refer: Refer) -> str:
    op = expression.op
    first, *rest = [_part(part, refer, SUM) for part in expression.parts] or [""]
    if op is Op.POWER:
        # A spreadsheet program has no answer to 0^0, which is 1 here.
        base, exponent = (_part(part, refer, SINGLE) for part in expression.parts)
        return f"IF({rest[0]}=0,1,{base}^{exponent})"
    if op is Op.WHERE:
        return f"IF({_condition(expression.parts[0], refer)},{','.join(rest)})"
    if op in COMPARISONS or op in JOINED:
        return f"IF({_test(expression, refer)},1,0)"
    if op in FUNCTIONS:
        return f"{op.value}({','.join([first, *rest])})"
    raise TypeError(f"An expression that {op.name.lower()}s must stand on a row of its own.")


def _condition(expression: Expression, refer: Refer) -> str:
    """Write what IF asks: a comparison as it is, anything else as not being 0."""
    if refer(expression) is None and (expression.op in COMPARISONS or expression.op in JOINED):
        return _test(expression, refer)
    return f"{_part(expression, refer, SUM)}<>0"


def _test(expression: Expression, refer: Refer) -> str:
    if expression.op in JOINED:
        return f"{expression.op.value}({','.join(_condition(part, refer) for part in expression.parts)})"
    left, right = (_part(part, refer, SUM) for part in expression.parts)
    return f"{left}{expression.op.value}{right}"


def _number_text(value: object) -> tuple[str, int]:
    assert isinstance(value, float)
    if value in KNOWN_NUMBERS:
        return KNOWN_NUMBERS[value], SINGLE
    text = str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value).upper()
    return text, SUM if value < 0 else SINGLE
