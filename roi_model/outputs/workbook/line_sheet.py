"""A sheet of years: a row for each line and each step of working, a column for each year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from roi_model.engine.cash_flow import ValueKind
from roi_model.engine.line import Flow, Line
from roi_model.outputs.workbook.expression import COMPARISONS, Expression, Op
from roi_model.outputs.workbook.place import CONSTANT_COLUMN, FIRST_YEAR_COLUMN, YEAR_ROW, Places, year_column
from roi_model.outputs.workbook.plan import PlannedRow
from roi_model.outputs.workbook.sheet import (
    COUNT,
    FACTOR,
    POUNDS,
    WHOLE,
    WORKING_NUMBER,
    Formula,
    Heading,
    Value,
    add_sheet,
    quoted,
    span,
    write_table,
)

HEADER_ROW = YEAR_ROW - 1
WITHIN_ROW, MONEY_ROW, HEALTH_ROW = YEAR_ROW + 1, YEAR_ROW + 2, YEAR_ROW + 3
FIRST_ROW = HEALTH_ROW + 1
ROLES = {flow: flow.value.capitalize() for flow in Flow} | {Flow.QALY: "QALYs"}
TIME, WORKING, NET = "Time", "Working", "Net"


class Column(IntEnum):
    """Columns of a sheet of years, before the years themselves."""

    LABEL = 1
    ROLE = 2
    SECTOR = 3
    KIND = 4
    UNIT = 5
    COUNTED = 6
    COUNTED_CASH = 7
    UNDISCOUNTED = 8
    DISCOUNTED = 9
    CONSTANT = CONSTANT_COLUMN


@dataclass(frozen=True)
class LineSheet:
    """Rows that have their places on a sheet, ready to be written and to be referred to.

    Attributes
    ----------
    name, title
        Of the sheet.
    label
        What it is about, for headings and rows of other sheets.
    explanation
        Two lines under the title.
    rows
        Its rows, from `FIRST_ROW` on.
    years
        How many years it has.
    places
        Where its formulas stand, and others that it may refer to.
    horizon
        The defined name of its time horizon; empty where each row has that of another sheet.
    homes
        For each row the sheet whose time horizon counts; empty for this one.
    """

    name: str
    title: str
    label: str
    explanation: tuple[str, ...]
    rows: tuple[PlannedRow, ...]
    years: int
    places: Places
    horizon: str = ""
    homes: tuple[str, ...] = ()

    @property
    def line_rows(self) -> tuple[int, int]:
        """First and last row of lines and working."""
        return FIRST_ROW, FIRST_ROW + len(self.rows) - 1

    @property
    def last_year_column(self) -> int:
        """The column of the last year."""
        return year_column(self.years - 1)

    def column(self, column: Column) -> str:
        """Return the address of a column's cells on the rows of lines, from any sheet."""
        return span(self.name, column, self.line_rows)

    def row_of(self, number: int) -> int:
        """Return where the row with this number stands."""
        return FIRST_ROW + number

    def lines(self) -> list[tuple[int, Line]]:
        """Return the lines with the rows on which they stand."""
        found = [(self.row_of(number), row.item) for number, row in enumerate(self.rows)]
        return [(row, item.line) for row, item in found if item is not None]

    def yearly(self, row: int) -> str:
        """Return the address of a row's years, from any sheet."""
        return span(self.name, FIRST_YEAR_COLUMN, (row, row), self.last_year_column)


def place_rows(
    rows: Sequence[PlannedRow], sheet: str, elsewhere: Mapping[Expression, tuple[str, int]] | None = None
) -> Places:
    """Give each formula the first row on which it stands."""
    found: dict[Expression, int] = {}
    for number, row in enumerate(rows):
        if not row.expression.is_atom:
            found.setdefault(row.expression, FIRST_ROW + number)
    return Places(sheet, found, elsewhere or {})


def write_line_sheet(workbook: Workbook, layout: LineSheet, after: Sequence[Sequence[Value]] = ()) -> Worksheet:
    """Write a sheet of years: time first, then its rows, then others already made."""
    sheet = add_sheet(workbook, layout.name, layout.title, layout.explanation)
    content = [*_time(layout), *(_row(layout, number) for number in range(len(layout.rows))), *after]
    table = layout.name.replace(" ", "_").lower()
    write_table(sheet, table, _headings(layout.years), content, HEADER_ROW)
    _formats(sheet, layout, len(content))
    return sheet


def _headings(years: int) -> list[Heading]:
    return [
        Heading("Line", 44, wraps=True),
        Heading("Role", 10),
        Heading("Sector", 17),
        Heading("Kind of value", 11),
        Heading("Unit", 14),
        Heading("Counted", 10, WHOLE),
        Heading("Counted, cash only", 10, WHOLE),
        Heading("Sum to the time horizon", 15, POUNDS),
        Heading("Present value to the time horizon", 15, POUNDS),
        Heading("Same in every year", 13, WORKING_NUMBER),
        *(Heading(f"Year {year + 1}", 13, WORKING_NUMBER) for year in range(years)),
    ]


def _time(layout: LineSheet) -> list[list[Value]]:
    """Return the year, whether it is within the horizon, and its discount factors."""

    def row(label: str, unit: str, values: Sequence[Value]) -> list[Value]:
        return [label, TIME, None, None, unit, None, None, None, None, None, *values]

    years = range(layout.years)
    letters = [get_column_letter(year_column(year)) for year in years]
    horizon = [Formula(f"IF({x}${YEAR_ROW}<{layout.horizon},1,0)") if layout.horizon else None for x in letters]
    return [
        row("Years since the start", "years", list(years)),
        row("Within the time horizon", "1 or 0", horizon),
        row("Discount factor, money", "share", [Formula(f"INDEX(discount.money,{x}${YEAR_ROW}+1)") for x in letters]),
        row("Discount factor, health", "share", [Formula(f"INDEX(discount.health,{x}${YEAR_ROW}+1)") for x in letters]),
    ]


def _row(layout: LineSheet, number: int) -> list[Value]:
    planned, row = layout.rows[number], layout.row_of(number)
    values = _amounts(layout, planned, row)
    if planned.item is None:
        return [planned.label, WORKING, *[None] * 7, *values]
    line = planned.item.line
    return [
        planned.label,
        ROLES[line.flow],
        line.sector.label if line.sector else None,
        line.kind.value.capitalize() if line.kind else None,
        line.unit,
        *_counted(line, row),
        *_sums(layout, line, row),
        *values,
    ]


def _amounts(layout: LineSheet, planned: PlannedRow, row: int) -> list[Value]:
    """Return what is the same in every year, then each year."""
    expression = planned.expression
    if expression.op is Op.SERIES:
        assert isinstance(expression.value, tuple)
        return [None, *expression.value]
    if not expression.is_yearly and planned.item is None:
        return [layout.places.formula(expression, row, CONSTANT_COLUMN), *[None] * layout.years]
    columns = [year_column(year) for year in range(layout.years)]
    return [None, *(layout.places.formula(expression, row, column) for column in columns)]


def _counted(line: Line, row: int) -> tuple[Value, Value]:
    """Return 1 or −1 where the perspective counts a line as a benefit or a cost, else 0: all value, cash only."""
    if line.sector is None or line.flow not in {Flow.COST, Flow.BENEFIT, Flow.TRANSFER}:
        return None, None
    counts = f"counts.{line.sector.value}"
    every = {Flow.COST: f"-{counts}", Flow.BENEFIT: counts, Flow.TRANSFER: f"{counts}*counts.transfers"}[line.flow]
    is_cash = line.kind is ValueKind.CASH
    return Formula(every), Formula(f"{get_column_letter(Column.COUNTED)}{row}") if is_cash else 0


def _sums(layout: LineSheet, line: Line, row: int) -> tuple[Value, Value]:
    """Return the sum over the time horizon, and the present value where it is no mere quantity."""
    first, last = get_column_letter(FIRST_YEAR_COLUMN), get_column_letter(layout.last_year_column)

    def years(of: int) -> str:
        return f"{first}${of}:{last}${of}"

    within = years(WITHIN_ROW)
    if layout.homes:
        within = f"{quoted(layout.homes[row - FIRST_ROW])}!{within}"
    flow = f"{first}{row}:{last}{row}"
    factor = years(HEALTH_ROW if line.is_health else MONEY_ROW)
    discounted = None if line.flow is Flow.QUANTITY else Formula(f"SUMPRODUCT({flow},{factor},{within})")
    return Formula(f"SUMPRODUCT({flow},{within})"), discounted


def _formats(sheet: Worksheet, layout: LineSheet, rows: int) -> None:
    """Give each row the number format of its unit."""
    formats = {YEAR_ROW: WHOLE, WITHIN_ROW: WHOLE, MONEY_ROW: FACTOR, HEALTH_ROW: FACTOR}
    formats |= {layout.row_of(number): _format(planned) for number, planned in enumerate(layout.rows)}
    for row in range(HEADER_ROW + 1, HEADER_ROW + 1 + rows):
        for column in range(Column.UNDISCOUNTED, layout.last_year_column + 1):
            sheet.cell(row, column).number_format = formats.get(row, POUNDS)


def _format(planned: PlannedRow) -> str:
    if planned.item is not None:
        return POUNDS if planned.item.line.unit.startswith("£") else COUNT
    return WHOLE if planned.expression.op in COMPARISONS else WORKING_NUMBER
