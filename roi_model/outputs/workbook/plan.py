"""Which parts of a recorded model stand on rows of their own, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from roi_model.engine.line import Item
from roi_model.outputs.workbook.expression import LEFT, YEAR, Expression, formula_text, walk
from roi_model.outputs.workbook.formula import expression_of

READABLE = 210  # characters of a formula; what is longer is cut into working rows
SOME_CELL = "$K$100"  # how long an address is


@dataclass(frozen=True)
class PlannedRow:
    """A row of formulas.

    Attributes
    ----------
    label
        What a reader calls it.
    expression
        Its formula.
    item
        The line of the results that it is, or None for working.
    """

    label: str
    expression: Expression
    item: Item | None = None


def plan_rows(
    items: Sequence[Item], labels: Mapping[Expression, str], placed: frozenset[Expression] = frozenset()
) -> tuple[PlannedRow, ...]:
    """Return the rows of a sheet: each line, and before it the working that it needs and that has no row yet.

    A part has a row of its own where the model gives it a name, where it is used twice, and where the
    formula would be too long to read. Years, numbers by year and stocks can stand nowhere else.

    Parameters
    ----------
    items
        The lines, in the order in which they are to stand.
    labels
        What parts are called.
    placed
        Parts that already stand somewhere.
    """
    return tuple(_Planner(items, labels, placed).rows())


class _Planner:
    def __init__(self, items: Sequence[Item], labels: Mapping[Expression, str], placed: frozenset[Expression]) -> None:
        self._items, self._labels = items, labels
        self._placed = set(placed)
        self._taken: Counter[str] = Counter()
        roots = [expression_of(item.amount) for item in items]
        every = list(walk(roots))
        users = Counter(part for expression in every for part in set(expression.parts))
        self._rows = {
            each for each in every if not each.is_atom and (each.needs_row or users[each] > 1 or each in labels)
        }
        self._shorten(every)

    def rows(self) -> Iterator[PlannedRow]:
        """Yield every row in order."""
        for item in self._items:
            expression = expression_of(item.amount)
            yield from self._working(expression.parts)
            self._placed.add(expression)
            yield PlannedRow(item.line.label, expression, item)

    def _working(self, parts: Sequence[Expression]) -> Iterator[PlannedRow]:
        for part in walk(list(parts)):
            if part in self._rows and part not in self._placed and part != YEAR:
                self._placed.add(part)
                yield PlannedRow(self._named(part), part)

    def _named(self, expression: Expression) -> str:
        name = self._labels.get(expression, "Working")
        self._taken[name] += 1
        return f"{name} ({self._taken[name]})" if self._taken[name] > 1 or name == "Working" else name

    def _shorten(self, every: Sequence[Expression]) -> None:
        """Give rows to the parts of what is too long, from the inside out."""
        for expression in every:
            if expression.parts and len(formula_text(expression, self._address)) > READABLE:
                self._rows |= {part for part in expression.parts if part.parts}

    def _address(self, expression: Expression) -> str | None:
        known = expression in self._rows or expression in self._placed or expression in {YEAR, LEFT}
        return SOME_CELL if known else None
