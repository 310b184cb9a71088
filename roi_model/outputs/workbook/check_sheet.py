"""The *Check*: the engine's base case beside the formulas, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from openpyxl.workbook import Workbook

from roi_model.analysis.comparison import Figures, figures
from roi_model.analysis.estimate import Estimate
from roi_model.analysis.measures import View, costs, payback_year, repaid_by, view_of, yearly_net
from roi_model.engine.case import Case
from roi_model.engine.evaluation import Results
from roi_model.engine.line import Flow
from roi_model.engine.sector import Sector
from roi_model.outputs.workbook.evaluated import Evaluated
from roi_model.outputs.workbook.input_sheet import NOT_APPLICABLE, Group, InputKey, defined_name
from roi_model.outputs.workbook.inputs_writer import changed_inputs
from roi_model.outputs.workbook.line_sheet import Column, LineSheet
from roi_model.outputs.workbook.model_sheets import ModelSheets
from roi_model.outputs.workbook.net_rows import NOT_IN_HORIZON
from roi_model.outputs.workbook.partner_sheet import ALL_SECTORS, BLOCKS, Block, total_cell
from roi_model.outputs.workbook.price_sheets import define
from roi_model.outputs.workbook.sheet import (
    COUNT,
    Formula,
    Heading,
    Value,
    add_sheet,
    address,
    put,
    write_table,
)
from roi_model.outputs.workbook.summary_sheet import NOT_DEFINED, SEE_BY_YEAR, TOGETHER, Figure, summary_cell

SHEET = "Check"
HEADER_ROW = 6
FIRST_ROW = HEADER_ROW + 1
OVERALL = "check.overall"
PENNY = 0.005  # half of one: what is less is written alike


@dataclass(frozen=True)
class Checked:
    """One figure that the engine and the formulas both give.

    Attributes
    ----------
    where, what
        The sheet and the figure, in words.
    engine
        What the engine gives; text where a figure is not defined.
    cell
        Where the formula stands.
    """

    where: str
    what: str
    engine: float | str
    cell: str


def checked_figures(found: Evaluated, sheets: ModelSheets) -> list[Checked]:
    """Return every line's sums, every figure of the summary, and every partner's sums over all interventions."""
    lines = [
        each
        for case, results, layout in zip(found.cases, found.alone, sheets.own, strict=True)
        for each in _lines(results, layout, found.at(case))
    ]
    overlap = list(_overlap(found, sheets.overlap)) if sheets.overlap is not None else []
    summary = [each for number in range(len(found.cases)) for each in _summary(found, sheets, number)]
    return [*summary, _together(found, sheets), *_partners(found, sheets), *lines, *overlap, *shares_paid(found)]


def shares_paid(found: Evaluated) -> list[Checked]:
    """Return the sums of what an input may not break: the shares of who pays, and of the pool, add up to 1."""
    sums = [
        Checked(
            "Inputs",
            f"{case.intervention.title}: shares of the programme cost, added up",
            1.0,
            "+".join(_share(case, sector) for sector, share in case.payers.items() if share),
        )
        for case in found.cases
    ]
    pool = "+".join(f"pool.{sector.value}" for sector in Sector)
    return [*sums, Checked("Pool", "Shares of the pool, added up", 1.0, pool)]


def _share(case: Case, sector: Sector) -> str:
    return defined_name(InputKey(Group.PAYERS, f"{case.intervention.name}.{sector.value}"))


def write_check(workbook: Workbook, found: Evaluated, sheets: ModelSheets, inputs: int) -> None:
    """Write the sheet, and one cell that says whether everything agrees.

    Parameters
    ----------
    workbook
        In which all other sheets stand.
    found
        What the engine gives.
    sheets
        Where the formulas stand.
    inputs
        How many rows *Inputs* has.
    """
    checked = checked_figures(found, sheets)
    lines = [
        "",
        "",
        "The engine's base case was written as values at the export; the formulas follow the inputs.",
        "A difference of less than half a penny, or of 0.005 in a figure that is not money, counts as none.",
    ]
    sheet = add_sheet(workbook, SHEET, "Check: do the formulas give what the engine gives?", lines)
    rows: list[list[Value]] = [_row(each, row) for row, each in enumerate(checked, FIRST_ROW)]
    headings = [
        Heading("Sheet", 30),
        Heading("Figure", 72, wraps=True),
        Heading("Engine", 20, COUNT),
        Heading("This workbook", 20, COUNT),
        Heading("Difference", 14, COUNT),
        Heading("Agrees", 10),
    ]
    write_table(sheet, "check", headings, rows, HEADER_ROW)
    last = FIRST_ROW + len(rows) - 1
    agrees, sums = f"F{FIRST_ROW}:F{last}", f"F{last - len(shares_paid(found)) + 1}:F{last}"
    put(sheet, 2, 1, Formula(_overall(agrees, changed_inputs(inputs), len(rows))))
    wrong = '"Shares of who pays, or of the pool, do not add up to 1: see the last rows below."'
    put(sheet, 3, 1, Formula(f'IF(COUNTIF({sums},"no")>0,{wrong},"All shares of who pays add up to 1.")'))
    define(workbook, OVERALL, address(SHEET, 1, 2))


def _overall(agrees: str, changed: str, figures_checked: int) -> str:
    """Write yes, no, or that inputs were changed, so that differences are what the changes do."""
    yes = f'"Yes: all {figures_checked} figures agree within a penny."'
    no = f'"No: "&COUNTIF({agrees},"no")&" of {figures_checked} figures do not agree."'
    moved = f'{changed}&" inputs were changed since the export: the differences below are what the changes do."'
    return f'IF({changed}>0,{moved},IF(COUNTIF({agrees},"yes")={figures_checked},{yes},{no}))'


def _row(each: Checked, row: int) -> list[Value]:
    numbers = f"AND(ISNUMBER(C{row}),ISNUMBER(D{row}))"
    difference = Formula(f'IF({numbers},D{row}-C{row},"{NOT_APPLICABLE}")')
    agrees = Formula(f'IF({numbers},IF(ABS(D{row}-C{row})<{PENNY},"yes","no"),IF(EXACT(C{row},D{row}),"yes","no"))')
    return [each.where, each.what, each.engine, Formula(each.cell), difference, agrees]


def _lines(results: Results, layout: LineSheet, at: int) -> Iterator[Checked]:
    for (row, line), base in zip(layout.lines(), results.base, strict=True):
        sector = f", {line.sector.label}" if line.sector else ""
        cell = address(layout.name, Column.UNDISCOUNTED, row)
        yield Checked(layout.name, f"{line.label}{sector}: sum", float(base.undiscounted[0, at]), cell)
        if line.flow is not Flow.QUANTITY:
            cell = address(layout.name, Column.DISCOUNTED, row)
            yield Checked(layout.name, f"{line.label}{sector}: present value", float(base.discounted[0, at]), cell)


def _overlap(found: Evaluated, layout: LineSheet) -> Iterator[Checked]:
    taken = [
        (totals, found.at(case))
        for case, member in zip(found.cases, found.package.members, strict=True)
        for line, totals in zip(member.lines, member.base, strict=True)
        if line.taken_out
    ]
    for (row, line), (totals, at) in zip(layout.lines(), taken, strict=True):
        label = f"{layout.rows[row - layout.row_of(0)].label}, {line.sector.label if line.sector else line.unit}"
        cell = address(layout.name, Column.UNDISCOUNTED, row)
        yield Checked(layout.name, f"{label}: sum", float(totals.undiscounted[0, at]), cell)


def _summary(found: Evaluated, sheets: ModelSheets, number: int) -> Iterator[Checked]:
    results, at = found.alone[number], found.at(found.cases[number])
    shown = figures(results, at)
    given: dict[Figure, Estimate | None] = {
        Figure.PEOPLE: shown.people,
        Figure.COST: shown.cost,
        Figure.BENEFIT: shown.benefit,
        Figure.NET: shown.net_present_value,
        Figure.RETURN: shown.return_per_pound,
        Figure.BENEFIT_CASH: shown.benefit_cash,
        Figure.NET_CASH: shown.net_cash,
        Figure.RETURN_CASH: shown.return_cash,
        Figure.BENEFIT_UNDISCOUNTED: shown.benefit_undiscounted,
        Figure.NET_UNDISCOUNTED: shown.net_undiscounted,
    }
    for figure, estimate in given.items():
        engine = NOT_DEFINED if estimate is None else estimate.base
        yield Checked("Summary", f"{_title(shown)}: {figure.value}", engine, summary_cell(sheets, number, figure))
    for figure, year in _paybacks(results, shown).items():
        engine = NOT_IN_HORIZON if year is None else float(year)
        yield Checked("Summary", f"{_title(shown)}: {figure.value}", engine, summary_cell(sheets, number, figure))


def _title(shown: Figures) -> str:
    return shown.case.intervention.title


def _paybacks(results: Results, shown: Figures) -> dict[Figure, int | None]:
    view = view_of(results)
    views = {Figure.PAYBACK: view, Figure.PAYBACK_UNDISCOUNTED: view.undiscounted, Figure.PAYBACK_CASH: view.cash}
    return {figure: payback_year(results, each, shown.horizon, base_case=True) for figure, each in views.items()}


def _together(found: Evaluated, sheets: ModelSheets) -> Checked:
    """Return the payback year of all together, each over its own time horizon."""
    flow = np.zeros(found.years)
    for case, member in zip(found.cases, found.package.members, strict=True):
        counted = np.arange(found.years) < found.horizon(case)
        flow += np.where(counted, yearly_net(member, View(), base_case=True), 0.0)
    year = repaid_by(flow) if any(np.any(costs(one, View()).base) for one in found.package.members) else None
    engine = NOT_IN_HORIZON if year is None else float(year)
    if found.analysis.perspective != "societal":
        engine = SEE_BY_YEAR
    cell = summary_cell(sheets, len(found.cases), Figure.PAYBACK)
    return Checked("Summary", f"{TOGETHER}: {Figure.PAYBACK.value}", engine, cell)


def _partners(found: Evaluated, sheets: ModelSheets) -> Iterator[Checked]:
    for block in BLOCKS:
        for sector in (*Sector, None):
            sectors = tuple(Sector) if sector is None else (sector,)
            engine = sum(_amount(found, block, number, each) for number in range(len(found.cases)) for each in sectors)
            label = sector.label if sector else ALL_SECTORS
            cell = total_cell(sheets, block, sector)
            yield Checked("By partner", f"{block.label}: {label}, all together", engine, cell)


def _amount(found: Evaluated, block: Block, number: int, sector: Sector) -> float:
    """Add up one sector's lines of one member of the package, those taken out among them."""
    member, at = found.package.members[number], found.at(found.cases[number])
    view = View((sector,), block.view.cash_only, block.view.discounted)
    total = np.float64(0)
    for line, base in zip(member.lines, member.base, strict=True):
        is_cost = line.flow is Flow.COST
        if line.flow in {Flow.COST, Flow.BENEFIT, Flow.TRANSFER} and view.counts(line):
            amount = (base.discounted if block.view.discounted else base.undiscounted)[0, at]
            if is_cost and block.has_cost:
                total += -amount if block.has_benefit else amount
            elif not is_cost and block.has_benefit:
                total += amount
    return float(total)
