"""The sheets of a pool: contributions that a user types, and the position that they give each partner."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from roi_model.analysis.measures import View, costs
from roi_model.analysis.pooling.partner import Basis
from roi_model.engine.sector import Sector
from roi_model.outputs.workbook.evaluated import Evaluated
from roi_model.outputs.workbook.input_sheet import Role
from roi_model.outputs.workbook.model_sheets import ModelSheets
from roi_model.outputs.workbook.partner_sheet import block_of, total_cell
from roi_model.outputs.workbook.price_sheets import define
from roi_model.outputs.workbook.sheet import (
    PENCE,
    POUNDS,
    Formula,
    Heading,
    Value,
    add_sheet,
    address,
    put,
    quoted,
    shade_input,
    write_table,
)
from roi_model.outputs.workbook.summary_sheet import NOT_DEFINED
from roi_model.outputs.workbook.year_sheet import EVERYONE, FIRST_YEAR, Measure, year_row
from roi_model.outputs.workbook.year_sheet import SHEET as YEARS

SHEET, BY_YEAR = "Pool", "Pool by year"
HEADER_ROW = 5
FIRST_ROW = HEADER_ROW + 1
LAST_ROW = FIRST_ROW + len(Sector) - 1
SHARE = "0.0%"
NOW_COLUMN, SHARE_COLUMN = "B", 3
NOT_READ_BACK = (
    "They move this workbook alone: reading it back takes Inputs. A share in proportion to benefits counts only "
    "partners that gain. No figure is a pass mark."
)
HEADINGS = (
    Heading("Partner", 20),
    Heading("Share of the cost now", 13, SHARE),
    Heading("Share of the pool", 13, SHARE),
    Heading("Input or formula", 12),
    Heading("Contribution, present value", 17, POUNDS),
    Heading("Benefits, all value, present value", 17, POUNDS),
    Heading("Net, all value, present value", 17, POUNDS),
    Heading("Benefits per £1 put in", 14, PENCE),
    Heading("Contribution, not discounted", 17, POUNDS),
    Heading("Benefits, cash only, not discounted", 17, POUNDS),
    Heading("Net, cash only, not discounted", 17, POUNDS),
    Heading("Share in proportion to benefits", 14, SHARE),
    Heading("Share in proportion to cash benefits", 14, SHARE),
)


def write_pool(workbook: Workbook, found: Evaluated, sheets: ModelSheets) -> None:
    """Write the pool: who puts in which share of all programme costs, and what each partner then has.

    Until a share is typed it is a formula: what the partner pays now, which follows every input.
    """
    lines = [
        "Type shares over the third column: until then they follow who pays what now. They must add up to 100%.",
        "",
        NOT_READ_BACK,
    ]
    place = found.cases[0].area.name
    sheet = add_sheet(
        workbook, SHEET, f"Pool, {place}: who puts in how much, and where that leaves each partner", lines
    )
    rows = [_partner(sector, row, sheets) for row, sector in enumerate(Sector, FIRST_ROW)]
    write_table(sheet, "pool", HEADINGS, [*rows, _together()], HEADER_ROW)
    for row, sector in enumerate(Sector, FIRST_ROW):
        shade_input(sheet.cell(row, SHARE_COLUMN))  # type: ignore[arg-type] # nothing is merged
        define(workbook, f"pool.{sector.value}", address(SHEET, SHARE_COLUMN, row))
    total = f"C{LAST_ROW + 1}"
    wrong = f'"The shares add up to "&TEXT({total},"0.0%")&"; they must add up to 100%."'
    put(sheet, 3, 1, Formula(f'IF(ABS({total}-1)<0.000001,"The shares add up to 100%.",{wrong})'))


def shares_now(found: Evaluated) -> dict[Sector, float]:
    """Return who pays which share of the present value of all programme costs in the base case."""
    paid = {
        sector: sum(
            float(costs(results, View((sector,))).base[found.at(case)])
            for case, results in zip(found.cases, found.alone, strict=True)
        )
        for sector in Sector
    }
    total = sum(paid.values()) or 1.0
    return {sector: amount / total for sector, amount in paid.items()}


def _partner(sector: Sector, row: int, sheets: ModelSheets) -> list[Value]:
    view = View()
    cost = block_of(view, has_cost=True, has_benefit=False)
    gain = block_of(view, has_cost=False, has_benefit=True)
    paid_plain = block_of(view.undiscounted, has_cost=True, has_benefit=False)
    cash = block_of(view.undiscounted.cash, has_cost=False, has_benefit=True)
    everyone, plain = total_cell(sheets, cost, None), total_cell(sheets, paid_plain, None)
    last = LAST_ROW
    return [
        sector.label,
        Formula(f"IF({everyone}=0,0,{total_cell(sheets, cost, sector)}/{everyone})"),
        Formula(f"{NOW_COLUMN}{row}"),
        Role.INPUT.value,
        Formula(f"C{row}*{everyone}"),
        Formula(total_cell(sheets, gain, sector)),
        Formula(f"F{row}-E{row}"),
        Formula(f'IF(E{row}=0,"{NOT_DEFINED}",F{row}/E{row})'),
        Formula(f"C{row}*{plain}"),
        Formula(total_cell(sheets, cash, sector)),
        Formula(f"J{row}-I{row}"),
        Formula(_in_proportion("F", row, last)),
        Formula(_in_proportion("J", row, last)),
    ]


def _in_proportion(letter: str, row: int, last: int) -> str:
    gains = f'SUMIF({letter}${FIRST_ROW}:{letter}${last},">0")'
    return f"IF({gains}=0,0,MAX({letter}{row},0)/{gains})"


def _together() -> list[Value]:
    row = LAST_ROW + 1

    def added(letter: str) -> Formula:
        return Formula(f"SUM({letter}{FIRST_ROW}:{letter}{LAST_ROW})")

    return [
        EVERYONE,
        added("B"),
        added("C"),
        "Formula",
        *(added(letter) for letter in "EFG"),
        Formula(f'IF(E{row}=0,"{NOT_DEFINED}",F{row}/E{row})'),
        *(added(letter) for letter in "IJKLM"),
    ]


def write_pool_by_year(workbook: Workbook, found: Evaluated) -> None:
    """Write each partner's net so far with the contributions of the pool in place of what it pays now."""
    lines = [
        "What each partner gains less its share of the pool, added up year by year. Costs fall when they fall now.",
        "Cash, not discounted, is what a finance director sees; all value, discounted, is what the Green Book asks.",
    ]
    place = found.cases[0].area.name
    sheet = add_sheet(workbook, BY_YEAR, f"Pool by year, {place}: what the contributions leave each partner", lines)
    headings = [
        Heading("Which money", 25),
        Heading("Partner", 19),
        *(Heading(f"Year {year + 1}", 18, POUNDS) for year in range(found.years)),
    ]
    rows: list[list[Value]] = []
    for basis in Basis:
        for partner in Sector:
            cells = [_so_far(basis, partner, year, FIRST_ROW - 1 + len(rows)) for year in range(found.years)]
            rows.append([basis.label.capitalize(), partner.label, *cells])
    write_table(sheet, "pool_by_year", headings, rows, HEADER_ROW - 1)


def _so_far(basis: Basis, partner: Sector, year: int, row: int) -> Formula:
    there = f"{quoted(YEARS)}!{get_column_letter(FIRST_YEAR + year)}"
    net, own, whole = (
        f"{there}{year_row(basis, measure, who)}"
        for measure, who in ((Measure.NET, partner), (Measure.PAYS, partner), (Measure.PAYS, None))
    )
    before = f"{get_column_letter(2 + year)}{row}+" if year else ""
    return Formula(f"{before}{net}+{own}-pool.{partner.value}*{whole}")
