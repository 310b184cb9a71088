"""Cells that stand in for arrays: a model that is given them writes formulas instead of computing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from roi_model.engine.cash_flow import Array
from roi_model.outputs.workbook.expression import Expression, Op, number

WRITTEN: Mapping[str, Op] = {
    "add": Op.ADD,
    "subtract": Op.SUBTRACT,
    "multiply": Op.MULTIPLY,
    "divide": Op.DIVIDE,
    "power": Op.POWER,
    "negative": Op.NEGATIVE,
    "exp": Op.EXP,
    "log": Op.LOG,
    "sqrt": Op.SQRT,
    "absolute": Op.ABSOLUTE,
    "minimum": Op.MINIMUM,
    "maximum": Op.MAXIMUM,
    "less": Op.LESS,
    "less_equal": Op.LESS_EQUAL,
    "greater": Op.GREATER,
    "greater_equal": Op.GREATER_EQUAL,
    "equal": Op.EQUAL,
    "not_equal": Op.NOT_EQUAL,
    "logical_and": Op.AND,
    "logical_or": Op.OR,
}
ZERO, ONE = number(0), number(1)


class Cells(NDArrayOperatorsMixin):
    """A number, or one for each year, that is known only as a formula.

    It takes the place of an array of shape (1, 1) or (1, years) in arithmetic, in numpy functions of
    arrays elementwise, and in ``numpy.where``. What it cannot write as a formula it refuses.

    Parameters
    ----------
    expression
        The formula.
    years
        How many years the sheet has.

    Examples
    --------
    >>> from roi_model.outputs.workbook.expression import formula_text
    >>> adults, share = name_cells("population.adults", 10), name_cells("debt_advice.over_indebted", 10)
    >>> formula_text((adults * np.minimum(share, 1)).expression)
    'population.adults*MIN(debt_advice.over_indebted,1)'
    """

    def __init__(self, expression: Expression, years: int) -> None:
        self.expression = expression
        self.years = years

    @property
    def shape(self) -> tuple[int, int]:
        """As of the array it stands for: (1, 1) or (1, years)."""
        return (1, self.years if self.expression.is_yearly else 1)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Cells:
        if method != "__call__" or options:
            raise TypeError(f"A workbook cannot write numpy's {ufunc.__name__}.{method} as a formula.")
        parts = [_expression(given) for given in inputs]
        if ufunc.__name__ == "square":
            return Cells(Expression(Op.RAISE, (*parts, number(2))), self.years)
        if ufunc.__name__ == "positive":
            return Cells(parts[0], self.years)
        if ufunc.__name__ not in WRITTEN:
            raise TypeError(f"A workbook cannot write numpy's {ufunc.__name__} as a formula.")
        return Cells(_simple(ufunc, WRITTEN[ufunc.__name__], parts), self.years)

    def __array_function__(
        self, function: Callable[..., Any], types: object, arguments: Sequence[Any], options: Mapping[str, Any]
    ) -> Cells:
        if function is not np.where or len(arguments) != 3 or options:
            raise TypeError(f"A workbook cannot write numpy's {function.__name__} as a formula.")
        return Cells(Expression(Op.WHERE, tuple(_expression(given) for given in arguments)), self.years)

    def __array__(self, *_: object) -> Array:
        raise TypeError("A formula has no number until a spreadsheet program computes it.")

    def __bool__(self) -> bool:
        raise TypeError("A formula is neither true nor false until a spreadsheet program computes it.")


def name_cells(name: str, years: int) -> Cells:
    """Return what stands under a defined name of the workbook: one number for all years."""
    return Cells(Expression(Op.NAME, value=name), years)


def as_array(cells: Cells) -> Array:
    """Return cells as what models and the engine take them for."""
    return cast("Array", cells)


def expression_of(amount: Array) -> Expression:
    """Return the formula of an amount that a model has given back, be it cells or plain numbers."""
    return _expression(amount)


def _expression(given: Any) -> Expression:
    if isinstance(given, Cells):
        return given.expression
    numbers = np.asarray(given, dtype=np.float64)
    if numbers.size == 1:
        return number(numbers.item())
    if numbers.ndim != 2 or numbers.shape[0] != 1:
        raise TypeError(f"Numbers of shape {numbers.shape} do not fit on one row of a sheet.")
    return Expression(Op.SERIES, value=tuple(numbers[0].tolist()))


def _simple(ufunc: np.ufunc, op: Op, parts: list[Expression]) -> Expression:
    """Return the operation, or what it comes to where that is plain."""
    if all(part.op is Op.NUMBER for part in parts):
        return number(float(ufunc(*(part.value for part in parts))))
    if len(parts) == 2 and (same := _unchanged(op, *parts)) is not None:
        return same
    if op is Op.SUBTRACT and parts[0] == ZERO:
        return Expression(Op.NEGATIVE, (parts[1],))
    if op is Op.POWER and parts[1].op is Op.NUMBER and parts[1] != ZERO:
        op = Op.RAISE
    return Expression(op, tuple(parts))


def _unchanged(op: Op, first: Expression, second: Expression) -> Expression | None:
    """Return what adding 0, taking 0 away, multiplying by 1 or dividing by 1 leaves as it is."""
    neutral = {Op.ADD: ZERO, Op.SUBTRACT: ZERO, Op.MULTIPLY: ONE, Op.DIVIDE: ONE}.get(op)
    if neutral is not None and second == neutral:
        return first
    return second if first == neutral and op in {Op.ADD, Op.MULTIPLY} else None
