"""The last rows of an intervention's sheet: benefits less costs of the perspective by year, and when they pay back."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from roi_model.engine.line import Flow
from roi_model.outputs.workbook.line_sheet import FIRST_ROW, HEALTH_ROW, MONEY_ROW, NET, WITHIN_ROW, Column, LineSheet
from roi_model.outputs.workbook.place import FIRST_YEAR_COLUMN, YEAR_ROW, year_column
from roi_model.outputs.workbook.sheet import Formula, Value, span


@dataclass(frozen=True)
class NetView:
    """Which money a net row counts.

    Attributes
    ----------
    label
        In words.
    is_cash
        Whether only cash counts.
    is_discounted
        Whether years are discounted.
    """

    label: str
    is_cash: bool
    is_discounted: bool


ALL = NetView("all value, not discounted", is_cash=False, is_discounted=False)
ALL_DISCOUNTED = NetView("all value, discounted", is_cash=False, is_discounted=True)
CASH = NetView("cash only, not discounted", is_cash=True, is_discounted=False)
CASH_DISCOUNTED = NetView("cash only, discounted", is_cash=True, is_discounted=True)
NOT_IN_HORIZON = "not in horizon"
VIEWS = (ALL, ALL_DISCOUNTED, CASH, CASH_DISCOUNTED)  # each discounted one after the one that it discounts


def net_row(layout: LineSheet, view: NetView) -> int:
    """Return where the net of a view stands; its cumulative sum stands on the next row."""
    return FIRST_ROW + len(layout.rows) + 2 * VIEWS.index(view)


def net_rows(layout: LineSheet) -> list[list[Value]]:
    """Return two rows for each view: the net of each year, and the sum up to it."""
    found: list[list[Value]] = []
    for view in VIEWS:
        row = net_row(layout, view)
        letters = [get_column_letter(year_column(year)) for year in range(layout.years)]
        before = [get_column_letter(year_column(year) - 1) for year in range(layout.years)]
        net = [Formula(_net(layout, view, letter)) for letter in letters]
        running = [
            Formula(f"IF({now}${YEAR_ROW}=0,0,{last}{row + 1})+{now}{row}")
            for now, last in zip(letters, before, strict=True)
        ]
        total = Formula(f"SUMPRODUCT({_own_years(layout, row)},{_own_years(layout, WITHIN_ROW)})")
        sums = [None, total] if view.is_discounted else [total, None]
        found.append([f"Net: {view.label}", NET, None, None, "£", None, None, *sums, None, *net])
        found.append([f"Net so far: {view.label}", NET, None, None, "£", *[None] * 5, *running])
    return found


def payback_formula(layout: LineSheet, view: NetView) -> Formula:
    """Return the formula of the payback year: the first by whose end the net is and stays above 0, from 1.

    It gives a text where costs are not repaid within the time horizon, or the perspective pays nothing.
    """
    so_far = layout.yearly(net_row(layout, view) + 1)
    within, year = layout.yearly(WITHIN_ROW), layout.yearly(YEAR_ROW)
    first = f"SUMPRODUCT(MAX(({so_far}<0)*({within}=1)*({year}+1)))+1"
    paid = f"SUMIFS({layout.column(Column.UNDISCOUNTED)},{layout.column(Column.COUNTED)},-1)"
    return Formula(f'IF(OR({paid}=0,{first}>{layout.horizon}),"{NOT_IN_HORIZON}",{first})')


def _net(layout: LineSheet, view: NetView, letter: str) -> str:
    first, last = layout.line_rows
    counted = get_column_letter(Column.COUNTED_CASH if view.is_cash else Column.COUNTED)
    if not view.is_discounted:
        return f"SUMPRODUCT(${counted}${first}:${counted}${last},{letter}${first}:{letter}${last})"
    money = f"{letter}{net_row(layout, view) - 2}*{letter}${MONEY_ROW}"
    health = [
        f"+${counted}${row}*{letter}${row}*({letter}${HEALTH_ROW}-{letter}${MONEY_ROW})"
        for row, line in layout.lines()
        if line.is_health and line.flow is Flow.BENEFIT
    ]
    return money + "".join(health)


def _own_years(layout: LineSheet, row: int) -> str:
    """Return the address of a row's years, from its own sheet."""
    return span(layout.name, FIRST_YEAR_COLUMN, (row, row), layout.last_year_column).partition("!")[2]
