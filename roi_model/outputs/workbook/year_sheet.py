"""The sheet *By year*: each partner's net by year and so far, of all interventions together."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from roi_model.analysis.pooling.partner import Basis
from roi_model.engine.sector import Sector
from roi_model.outputs.workbook.model_sheets import ModelSheets
from roi_model.outputs.workbook.partner_rows import Entry, partner_places
from roi_model.outputs.workbook.place import year_column
from roi_model.outputs.workbook.sheet import POUNDS, Formula, Heading, Value, add_sheet, quoted, write_table

SHEET = "By year"
HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
FIRST_YEAR = 4  # the column of year 0
EVERYONE = "All partners"
Places = Mapping[str, Mapping[Entry, int]]  # sheet to the rows of its entries
BLOCK = len(Sector) + 1  # partners, and all of them


class Measure(StrEnum):
    """What a block of rows holds, by partner."""

    PAYS = "Pays in the year"
    NET = "Net of the year"
    SO_FAR = "Net so far"


def year_row(basis: Basis, measure: Measure, partner: Sector | None) -> int:
    """Return the row of a partner's amounts by year; None for all partners."""
    place = len(Sector) if partner is None else list(Sector).index(partner)
    return FIRST_ROW + (len(Measure) * list(Basis).index(basis) + list(Measure).index(measure)) * BLOCK + place


def write_years(workbook: Workbook, sheets: ModelSheets, place: str) -> None:
    """Write the sheet.

    Parameters
    ----------
    workbook
        In which the sheets of the interventions stand.
    sheets
        Where each partner's net stands on them.
    place
        The area's name.
    """
    lines = [
        "Gains less costs of all interventions together, overlap taken out, each over its own time horizon.",
        "Cash, not discounted, is what a finance director sees; all value, discounted, is what the Green Book asks.",
    ]
    sheet = add_sheet(workbook, SHEET, f"By year, {place}: when each partner is in credit", lines)
    years = sheets.own[0].years
    headings = [
        Heading("Which money", 25),
        Heading("Measure", 16),
        Heading("Partner", 19),
        *(Heading(f"Year {year + 1}", 18, POUNDS) for year in range(years)),
    ]
    layouts = [*sheets.own, *([sheets.overlap] if sheets.overlap else [])]
    places = {layout.name: partner_places(layout) for layout in layouts}
    rows: list[list[Value]] = []
    for basis in Basis:
        for measure in Measure:
            for partner in (*Sector, None):
                label = partner.label if partner else EVERYONE
                cells = [_cell(places, basis, measure, partner, year) for year in range(years)]
                rows.append([basis.label.capitalize(), measure.value, label, *cells])
    write_table(sheet, "by_year", headings, rows, HEADER_ROW)


def _cell(places: Places, basis: Basis, measure: Measure, partner: Sector | None, year: int) -> Formula:
    letter = get_column_letter(FIRST_YEAR + year)
    if measure is Measure.SO_FAR:
        of_year = f"{letter}{year_row(basis, Measure.NET, partner)}"
        before = get_column_letter(FIRST_YEAR + year - 1)
        return Formula(f"{before}{year_row(basis, measure, partner)}+{of_year}" if year else of_year)
    if partner is None:
        first, last = (year_row(basis, measure, sector) for sector in (Sector.NHS, Sector.WIDER_SOCIETY))
        return Formula(f"SUM({letter}{first}:{letter}{last})")
    entry = Entry(basis, partner, measure is Measure.PAYS)
    there = get_column_letter(year_column(year))
    cells = [f"{quoted(sheet)}!{there}{rows[entry]}" for sheet, rows in places.items() if entry in rows]
    return Formula("+".join(cells) or "0")
