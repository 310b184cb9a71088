"""Rows at the end of a sheet of years: what each partner pays and gains in each year that counts, on two bases."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from roi_model.analysis.pooling.partner import Basis
from roi_model.engine.line import Flow, Line
from roi_model.engine.sector import Sector
from roi_model.outputs.workbook.line_sheet import FIRST_ROW, HEALTH_ROW, MONEY_ROW, WITHIN_ROW, LineSheet
from roi_model.outputs.workbook.net_rows import VIEWS
from roi_model.outputs.workbook.place import year_column
from roi_model.outputs.workbook.sheet import Formula, Value, quoted

PARTNER = "Partner"
MONEY_FLOWS = (Flow.COST, Flow.BENEFIT, Flow.TRANSFER)


def sectors_of(layout: LineSheet) -> list[Sector]:
    """Return the sectors on which a line of the sheet falls, in the order of `Sector`."""
    touched = {line.sector for _, line in layout.lines()}
    return [sector for sector in Sector if sector in touched]


@dataclass(frozen=True)
class Entry:
    """A row: on which basis, of whom, and whether what it pays or its gains less what it pays."""

    basis: Basis
    sector: Sector
    pays: bool


def entries(layout: LineSheet) -> list[Entry]:
    """Return the rows of a sheet in their order; only who pays anything has a row of what it pays."""
    paying = {line.sector for _, line in layout.lines() if line.flow is Flow.COST}
    return [
        Entry(basis, sector, pays)
        for basis in Basis
        for pays in (False, True)
        for sector in sectors_of(layout)
        if not pays or sector in paying
    ]


def partner_places(layout: LineSheet) -> dict[Entry, int]:
    """Return where each entry of a sheet stands."""
    after_net = 0 if layout.homes else 2 * len(VIEWS)
    first = FIRST_ROW + len(layout.rows) + after_net
    return {entry: first + number for number, entry in enumerate(entries(layout))}


def partner_rows(layout: LineSheet) -> list[list[Value]]:
    """Return a row for each entry: amounts of each year within the time horizon."""
    return [
        [
            f"{entry.sector.label}: {'pays' if entry.pays else 'net'}, {_basis(entry)}",
            PARTNER,
            entry.sector.label,
            None,
            "£",
            *[None] * 5,
            *(Formula(_amount(layout, entry, year_column(year))) for year in range(layout.years)),
        ]
        for entry in entries(layout)
    ]


def _basis(entry: Entry) -> str:
    if entry.pays:
        return "discounted" if entry.basis.view.discounted else "not discounted"
    return entry.basis.label


def _amount(layout: LineSheet, entry: Entry, column: int) -> str:
    letter = get_column_letter(column)
    terms = [_term(layout, row, line, letter, entry) for row, line in layout.lines() if _belongs(line, entry)]
    return "".join(terms).removeprefix("+") or "0"


def _belongs(line: Line, entry: Entry) -> bool:
    if line.sector is not entry.sector or line.flow not in MONEY_FLOWS:
        return False
    if entry.pays:
        return line.flow is Flow.COST
    return line.flow is Flow.TRANSFER or entry.basis.view.counts(line)


def _term(layout: LineSheet, row: int, line: Line, letter: str, entry: Entry) -> str:
    home = f"{quoted(layout.homes[row - FIRST_ROW])}!" if layout.homes else ""
    factor = f"*{letter}${HEALTH_ROW if line.is_health else MONEY_ROW}" if entry.basis.view.discounted else ""
    sign = "-" if line.flow is Flow.COST and not entry.pays else "+"
    return f"{sign}{letter}{row}*{home}{letter}${WITHIN_ROW}{factor}"
