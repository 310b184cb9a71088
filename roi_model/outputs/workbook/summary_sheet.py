"""The *Summary*: every intervention's figures in the base case, all formulas of its own sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from roi_model.analysis.pooling.partner import Basis
from roi_model.engine.line import Flow
from roi_model.outputs.workbook.line_sheet import Column, LineSheet
from roi_model.outputs.workbook.model_sheets import ModelSheets
from roi_model.outputs.workbook.net_rows import ALL, ALL_DISCOUNTED, CASH_DISCOUNTED, NOT_IN_HORIZON, payback_formula
from roi_model.outputs.workbook.place import YEAR_ROW
from roi_model.outputs.workbook.price_sheets import PERSPECTIVE
from roi_model.outputs.workbook.sheet import (
    COUNT,
    PENCE,
    POUNDS,
    WHOLE,
    Formula,
    Heading,
    Value,
    add_sheet,
    address,
    put,
    span,
    write_table,
)
from roi_model.outputs.workbook.year_sheet import FIRST_YEAR, Measure, year_row
from roi_model.outputs.workbook.year_sheet import SHEET as YEARS

SHEET = "Summary"
HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
FIRST_COLUMN = 2  # of the interventions
PEOPLE = "#,##0"
NOT_DEFINED, SEE_BY_YEAR = "not defined", "see By year"
TOGETHER = "All together"


class Figure(StrEnum):
    """The rows, by their first cell."""

    HORIZON = "Time horizon, years"
    PEOPLE = "People reached"
    COST = "Programme cost"
    BENEFIT = "Benefits"
    NET = "Net present value"
    RETURN = "Return per £1"
    BENEFIT_CASH = "Benefits, cash only"
    NET_CASH = "Net present value, cash only"
    RETURN_CASH = "Return per £1, cash only"
    COST_UNDISCOUNTED = "Programme cost, not discounted"
    BENEFIT_UNDISCOUNTED = "Benefits, not discounted"
    NET_UNDISCOUNTED = "Net, not discounted"
    PAYBACK = "Payback year"
    PAYBACK_UNDISCOUNTED = "Payback year, not discounted"
    PAYBACK_CASH = "Payback year, cash only"
    QALYS = "QALYs gained"
    COST_PER_QALY = "Cost per QALY"


FORMATS = {
    Figure.HORIZON: WHOLE,
    Figure.PEOPLE: PEOPLE,
    Figure.RETURN: PENCE,
    Figure.RETURN_CASH: PENCE,
    Figure.PAYBACK: WHOLE,
    Figure.PAYBACK_UNDISCOUNTED: WHOLE,
    Figure.PAYBACK_CASH: WHOLE,
    Figure.QALYS: COUNT,
}
ADDED = (
    Figure.COST,
    Figure.BENEFIT,
    Figure.BENEFIT_CASH,
    Figure.COST_UNDISCOUNTED,
    Figure.BENEFIT_UNDISCOUNTED,
    Figure.QALYS,
)


@dataclass(frozen=True)
class _Place:
    """One column of the table: formulas of a sheet, or sums of the columns before it."""

    letter: str

    def cell(self, figure: Figure) -> str:
        """Return the address of a figure in this column."""
        return f"{self.letter}{_row(figure)}"

    def less(self, first: Figure, second: Figure) -> Formula:
        """Return one figure less another."""
        return Formula(f"{self.cell(first)}-{self.cell(second)}")

    def ratio(self, above: str, below: str) -> Formula:
        """Return a ratio, or that it is not defined where nothing stands below."""
        return Formula(f'IF({below}=0,"{NOT_DEFINED}",{above}/{below})')


def _row(figure: Figure) -> int:
    return FIRST_ROW + list(Figure).index(figure)


def summary_cell(sheets: ModelSheets, number: int, figure: Figure) -> str:
    """Return the address of a figure of the intervention with this number, or of all together after the last."""
    after = sheets.overlap is not None if number == len(sheets.own) else 0
    return address(SHEET, FIRST_COLUMN + number + after, _row(figure))


def write_summary(workbook: Workbook, sheets: ModelSheets, place: str) -> None:
    """Write the sheet.

    Parameters
    ----------
    workbook
        In which the sheets of the interventions stand.
    sheets
        Where their lines stand.
    place
        The area's name.
    """
    lines = [
        "",
        "Benefits, costs and values are present values unless the figure says otherwise. [z] means not applicable.",
    ]
    sheet = add_sheet(workbook, SHEET, f"Summary, {place}: costs, benefits and when they pay back", lines)
    said = f'"Base case, every input at its value. Perspective: "&{PERSPECTIVE}&". No figure is a pass mark."'
    put(sheet, 2, 1, Formula(said))
    layouts = [*sheets.own, *([sheets.overlap] if sheets.overlap else [])]
    places = [_Place(get_column_letter(FIRST_COLUMN + number)) for number in range(len(layouts) + 1)]
    columns = [_own(layout, place) for layout, place in zip(sheets.own, places, strict=False)]
    if sheets.overlap is not None:
        columns.append(_overlap(sheets.overlap, places[len(sheets.own)]))
    added = [figure for figure in ADDED if figure is not Figure.QALYS or any(_qaly_rows(layout) for layout in layouts)]
    columns.append({**_together(places[-1], places[:-1], added), Figure.PAYBACK: _payback_together(sheets, places[-1])})
    headings = [
        Heading("Figure", 32),
        *(Heading(layout.label, 18, POUNDS) for layout in layouts),
        Heading(TOGETHER, 18, POUNDS),
    ]
    write_table(sheet, "summary", headings, [[figure.value, *(c[figure] for c in columns)] for figure in Figure])
    for figure, number_format in FORMATS.items():
        for number in range(len(columns)):
            sheet.cell(_row(figure), FIRST_COLUMN + number).number_format = number_format


def _own(layout: LineSheet, place: _Place) -> dict[Figure, Value]:
    people = next(row for row, line in layout.lines() if line.flow is Flow.QUANTITY)
    discounted, undiscounted = layout.column(Column.DISCOUNTED), layout.column(Column.UNDISCOUNTED)
    counted, cash = layout.column(Column.COUNTED), layout.column(Column.COUNTED_CASH)
    given: dict[Figure, Value] = {
        Figure.HORIZON: Formula(layout.horizon),
        Figure.PEOPLE: Formula(address(layout.name, Column.UNDISCOUNTED, people)),
        Figure.COST: Formula(f"SUMIFS({discounted},{counted},-1)"),
        Figure.BENEFIT: Formula(_benefits(discounted, counted)),
        Figure.BENEFIT_CASH: Formula(_benefits(discounted, cash)),
        Figure.COST_UNDISCOUNTED: Formula(f"SUMIFS({undiscounted},{counted},-1)"),
        Figure.BENEFIT_UNDISCOUNTED: Formula(_benefits(undiscounted, counted)),
        Figure.PAYBACK: payback_formula(layout, ALL_DISCOUNTED),
        Figure.PAYBACK_UNDISCOUNTED: payback_formula(layout, ALL),
        Figure.PAYBACK_CASH: payback_formula(layout, CASH_DISCOUNTED),
        Figure.QALYS: _qalys(layout),
        Figure.COST_PER_QALY: _cost_per_qaly(layout, place),
    }
    return given | _derived(place)


def _overlap(layout: LineSheet, place: _Place) -> dict[Figure, Value]:
    discounted, undiscounted = layout.column(Column.DISCOUNTED), layout.column(Column.UNDISCOUNTED)
    counted, cash = layout.column(Column.COUNTED), layout.column(Column.COUNTED_CASH)
    given: dict[Figure, Value] = {
        Figure.COST: 0,
        Figure.BENEFIT: Formula(_benefits(discounted, counted)),
        Figure.BENEFIT_CASH: Formula(_benefits(discounted, cash)),
        Figure.COST_UNDISCOUNTED: 0,
        Figure.BENEFIT_UNDISCOUNTED: Formula(_benefits(undiscounted, counted)),
        Figure.QALYS: _qalys(layout),
    }
    empty: dict[Figure, Value] = dict.fromkeys(Figure)
    nets = {figure: value for figure, value in _derived(place).items() if isinstance(value, Formula)}
    return empty | given | nets | {Figure.RETURN: None, Figure.RETURN_CASH: None}


def _together(place: _Place, others: Sequence[_Place], added: Sequence[Figure]) -> dict[Figure, Value]:
    empty: dict[Figure, Value] = dict.fromkeys(Figure)
    sums = {
        figure: Formula(f"SUM({others[0].letter}{_row(figure)}:{others[-1].letter}{_row(figure)})") for figure in added
    }
    return empty | sums | _derived(place)


def _payback_together(sheets: ModelSheets, place: _Place) -> Formula:
    """Return the payback year of all together from *By year*, which counts everyone: in no other perspective."""
    first_sheet = sheets.own[0]
    row = year_row(Basis.ECONOMIC, Measure.SO_FAR, None)
    so_far = span(YEARS, FIRST_YEAR, (row, row), FIRST_YEAR + first_sheet.years - 1)
    first = f"SUMPRODUCT(MAX(({so_far}<0)*({first_sheet.yearly(YEAR_ROW)}+1)))+1"
    never = f"OR({place.cell(Figure.COST)}=0,{first}>{first_sheet.years})"
    return Formula(f'IF({PERSPECTIVE}="societal",IF({never},"{NOT_IN_HORIZON}",{first}),"{SEE_BY_YEAR}")')


def _derived(place: _Place) -> dict[Figure, Value]:
    """Return what follows from costs and benefits on the same row."""
    cost = place.cell(Figure.COST)
    return {
        Figure.NET: place.less(Figure.BENEFIT, Figure.COST),
        Figure.RETURN: place.ratio(place.cell(Figure.BENEFIT), cost),
        Figure.NET_CASH: place.less(Figure.BENEFIT_CASH, Figure.COST),
        Figure.RETURN_CASH: place.ratio(place.cell(Figure.BENEFIT_CASH), cost),
        Figure.NET_UNDISCOUNTED: place.less(Figure.BENEFIT_UNDISCOUNTED, Figure.COST_UNDISCOUNTED),
    }


def _benefits(amounts: str, counted: str) -> str:
    """Add up what counts as a gain: benefits, and transfers where they count."""
    return f"SUMIFS({amounts},{counted},1)"


def _qaly_rows(layout: LineSheet) -> list[int]:
    return [row for row, line in layout.lines() if line.flow is Flow.QALY]


def _qalys(layout: LineSheet) -> Value:
    cells = [address(layout.name, Column.DISCOUNTED, row) for row in _qaly_rows(layout)]
    return Formula("+".join(cells)) if cells else None


def _cost_per_qaly(layout: LineSheet, place: _Place) -> Value:
    """Return costs less benefits ÷ QALYs; values of wellbeing, among them those of QALYs, are left out."""
    if not _qaly_rows(layout):
        return None
    discounted, counted = layout.column(Column.DISCOUNTED), layout.column(Column.COUNTED)
    gains = f'SUMIFS({discounted},{counted},1,{layout.column(Column.KIND)},"<>Wellbeing")'
    return place.ratio(f"({place.cell(Figure.COST)}-{gains})", place.cell(Figure.QALYS))
