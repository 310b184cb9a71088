"""The functions of spreadsheet programs that the formulas of a workbook use."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from roi_model.outputs.workbook.formula_values import (
    Block,
    CellError,
    Scalar,
    Value,
    as_text,
    compared,
    is_same,
    number,
)

CRITERION = re.compile(r"(<=|>=|<>|<|>|=)?(.*)", re.DOTALL)


def flat(arguments: Iterable[Value]) -> Iterator[Scalar]:
    """Yield every cell of arguments that may be blocks."""
    for argument in arguments:
        if isinstance(argument, list):
            yield from argument
        else:
            yield argument


def numbers(arguments: Iterable[Value]) -> list[float] | CellError:
    """Return the numbers among cells, without texts and empty cells, or the first error."""
    found = []
    for value in flat(arguments):
        if isinstance(value, CellError):
            return value
        if isinstance(value, float):
            found.append(value)
    return found


def _of_numbers(function: Callable[[list[float]], float]) -> Callable[..., Value]:
    """Return a function of all numbers among its arguments."""

    def applied(*arguments: Value) -> Value:
        found = numbers(arguments)
        return found if isinstance(found, CellError) else function(found)

    return applied


def _of_one(function: Callable[[float], float]) -> Callable[..., Value]:
    """Return a function of one number."""

    def applied(argument: Value) -> Value:
        value = number(_one(argument))
        if isinstance(value, CellError):
            return value
        try:
            return float(function(value))
        except (ValueError, OverflowError):
            return CellError.NUMBER

    return applied


def _sum_of_products(*arguments: Value) -> Value:
    """Multiply blocks cell by cell and add up; what is no number counts as 0."""
    blocks = [argument if isinstance(argument, list) else [argument] for argument in arguments]
    total = []
    for cells in zip(*blocks, strict=True):
        product = 1.0
        for cell in cells:
            if isinstance(cell, CellError):
                return cell
            product *= cell if isinstance(cell, float) else 0.0
        total.append(product)
    return math.fsum(total)


def _meets(value: Scalar, criterion: Scalar) -> bool:
    """Whether a cell meets a criterion such as 1, "Cash", ">0" or "<>Wellbeing"."""
    if not isinstance(criterion, str):
        return isinstance(value, float) and is_same(value, float(criterion or 0))
    sign, wanted = CRITERION.fullmatch(criterion).groups()  # type: ignore[union-attr] # it matches every text
    try:
        limit: Scalar = float(wanted)
    except ValueError:
        limit = wanted
    if isinstance(limit, float) is not isinstance(value, float):
        return sign == "<>"
    return compared(sign or "=", value, limit) is True


def _sum_where(amounts: Value, *criteria: Value) -> Value:
    """Add up the amounts whose cells meet all criteria; after each block its criterion."""
    kept = _cells(amounts)
    pairs = [(_cells(block), _one(wanted)) for block, wanted in zip(criteria[::2], criteria[1::2], strict=True)]
    chosen = [n for n in range(len(kept)) if all(_meets(block[n], wanted) for block, wanted in pairs)]
    found = numbers([[kept[n] for n in chosen]])
    return found if isinstance(found, CellError) else math.fsum(found)


def _sum_if(block: Value, criterion: Value) -> Value:
    return _sum_where(block, block, criterion)


def _count_where(block: Value, criterion: Value) -> Value:
    return float(sum(_meets(cell, _one(criterion)) for cell in _cells(block)))


def _index(block: Value, place: Value) -> Value:
    """Return the cell at a place, counted from 1."""
    at = number(_one(place))
    if isinstance(at, CellError):
        return at
    cells = _cells(block)
    return cells[int(at) - 1] if 1 <= at <= len(cells) else CellError.VALUE


def _match(wanted: Value, block: Value, _: Value) -> Value:
    """Return where a value stands in a block, counted from 1: the first that is equal."""
    for place, cell in enumerate(_cells(block), 1):
        if compared("=", _one(wanted), cell) is True:
            return float(place)
    return CellError.NOT_FOUND


def _text(value: Value, pattern: Value) -> Value:
    """Return a number as a percentage with one decimal place, the only pattern in use."""
    shown = number(_one(value))
    if pattern != "0.0%":
        raise ValueError(f"the pattern {pattern} is not known")
    return shown if isinstance(shown, CellError) else f"{shown:.1%}"


def _choice(test: Value, then: Value, otherwise: Value) -> Value:
    """Return one of two values; an error in the other one does no harm."""
    holds = number(_one(test))
    if isinstance(holds, CellError):
        return holds
    return then if holds else otherwise


def _exact(first: Value, second: Value) -> Value:
    return as_text(_one(first)) == as_text(_one(second))


def _is_number(value: Value) -> Value:
    return isinstance(_one(value), float)


def _all(*tests: Value) -> Value:
    return _joined_tests(tests, all)


def _any(*tests: Value) -> Value:
    return _joined_tests(tests, any)


def _joined_tests(tests: Iterable[Value], join: Callable[[Iterable[bool]], bool]) -> Value:
    found = list(flat(tests))
    return next((each for each in found if isinstance(each, CellError)), None) or join(bool(each) for each in found)


def _cells(value: Value) -> Block:
    return value if isinstance(value, list) else [value]


def _one(value: Value) -> Scalar:
    """Return a single value; a block of several has none here."""
    if not isinstance(value, list):
        return value
    return value[0] if len(value) == 1 else CellError.VALUE


FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "SUM": _of_numbers(math.fsum),
    "MIN": _of_numbers(lambda found: min(found, default=0.0)),
    "MAX": _of_numbers(lambda found: max(found, default=0.0)),
    "EXP": _of_one(math.exp),
    "LN": _of_one(math.log),
    "SQRT": _of_one(math.sqrt),
    "ABS": _of_one(operator.abs),
    "PI": lambda: math.pi,
    "IF": _choice,
    "AND": _all,
    "OR": _any,
    "SUMPRODUCT": _sum_of_products,
    "SUMIFS": _sum_where,
    "SUMIF": _sum_if,
    "COUNTIF": _count_where,
    "INDEX": _index,
    "MATCH": _match,
    "TEXT": _text,
    "EXACT": _exact,
    "ISNUMBER": _is_number,
}
