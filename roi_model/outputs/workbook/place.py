"""Where formulas stand: from an expression to the address of its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from roi_model.outputs.workbook.expression import LEFT, YEAR, Expression, Refer, formula_text
from roi_model.outputs.workbook.sheet import Formula, quoted

CONSTANT_COLUMN = 10  # of what is the same in every year
FIRST_YEAR_COLUMN = 11
YEAR_ROW = 5


@dataclass(frozen=True)
class Places:
    """The rows of one sheet of years, and of other sheets that it may refer to.

    Attributes
    ----------
    sheet
        The sheet's name.
    rows
        From expression to its row.
    elsewhere
        From expression to another sheet and its row there; all sheets have years in the same columns.
    """

    sheet: str
    rows: Mapping[Expression, int]
    elsewhere: Mapping[Expression, tuple[str, int]] = field(default_factory=dict)

    def refer(self, row: int, column: int) -> Refer:
        """Return what turns expressions into addresses, for a formula in this cell."""
        letter, left = get_column_letter(column), get_column_letter(column - 1)

        def address_of(expression: Expression) -> str | None:
            if expression == YEAR:
                return f"{letter}${YEAR_ROW}"
            if expression == LEFT:
                return f"{left}{row}"
            if expression in self.rows:
                return _cell(expression, letter, self.rows[expression])
            if expression in self.elsewhere:
                sheet, there = self.elsewhere[expression]
                return f"{quoted(sheet)}!{_cell(expression, letter, there)}"
            return None

        return address_of

    def formula(self, expression: Expression, row: int, column: int) -> Formula:
        """Return the formula of one cell on an expression's row; a reference where it has a row already."""
        refer = self.refer(row, column)
        stands = self.rows.get(expression) == row
        return Formula((None if stands else refer(expression)) or formula_text(expression, refer))


def _cell(expression: Expression, letter: str, row: int) -> str:
    return f"{letter}{row}" if expression.is_yearly else f"${get_column_letter(CONSTANT_COLUMN)}${row}"


def year_column(year: int) -> int:
    """Return the column of a year; year 0 is the first."""
    return FIRST_YEAR_COLUMN + year
