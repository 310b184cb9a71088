"""The sheet *By partner*: what each sector pays and gains from each intervention, on every basis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from roi_model.analysis.measures import View
from roi_model.engine.line import Flow
from roi_model.engine.sector import Sector
from roi_model.outputs.workbook.line_sheet import ROLES, Column, LineSheet
from roi_model.outputs.workbook.model_sheets import ModelSheets
from roi_model.outputs.workbook.sheet import (
    POUNDS,
    Formula,
    Heading,
    Value,
    add_sheet,
    address,
    write_table,
)

SHEET = "By partner"
HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
ALL_SECTORS = "All sectors"
FIRST_COLUMN = 3  # of the interventions


@dataclass(frozen=True)
class Block:
    """The rows of one measure: a sector each, and all of them.

    Attributes
    ----------
    label
        The measure in words.
    view
        Whether cash only, and whether discounted; of all sectors.
    has_cost, has_benefit
        What is counted; both for the net.
    """

    label: str
    view: View
    has_cost: bool
    has_benefit: bool


def _blocks() -> Iterator[Block]:
    every = View()
    for view, words in ((every, "present value"), (every.undiscounted, "not discounted")):
        yield Block(f"Programme cost, {words}", view, has_cost=True, has_benefit=False)
        for kind, of in ((view, "all value"), (view.cash, "cash only")):
            yield Block(f"Benefits, {of}, {words}", kind, has_cost=False, has_benefit=True)
            yield Block(f"Net, {of}, {words}", kind, has_cost=True, has_benefit=True)


BLOCKS = tuple(_blocks())


def block_of(view: View, *, has_cost: bool, has_benefit: bool) -> Block:
    """Return the block that counts this."""
    wanted = (view.cash_only, view.discounted, has_cost, has_benefit)
    for block in BLOCKS:
        if (block.view.cash_only, block.view.discounted, block.has_cost, block.has_benefit) == wanted:
            return block
    raise ValueError(f"the sheet has no block of {wanted}")


def block_row(block: Block, sector: Sector | None) -> int:
    """Return the row of a sector in a block; None for all sectors."""
    place = len(Sector) if sector is None else list(Sector).index(sector)
    return FIRST_ROW + BLOCKS.index(block) * (len(Sector) + 1) + place


def total_column(sheets: ModelSheets) -> int:
    """Return the column of all interventions together, overlap taken out."""
    return FIRST_COLUMN + len(_columns(sheets))


def total_cell(sheets: ModelSheets, block: Block, sector: Sector | None) -> str:
    """Return the address of what a sector, or all, has from all interventions together."""
    return address(SHEET, total_column(sheets), block_row(block, sector))


def write_partners(workbook: Workbook, sheets: ModelSheets, place: str) -> None:
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
    overlap = "The column Overlap takes out what two interventions would both claim; the last column is all together."
    lines = [
        "Sums to each intervention's own time horizon. Benefits of a sector include what transfers give and take.",
        overlap if sheets.overlap else "The last column is all interventions together.",
    ]
    sheet = add_sheet(workbook, SHEET, f"By partner, {place}: who pays and who gains", lines)
    columns = _columns(sheets)
    headings = [
        Heading("Measure", 38),
        Heading("Partner", 19),
        *(Heading(layout.label, 17, POUNDS) for layout in columns),
        Heading("All together", 17, POUNDS),
    ]
    rows: list[list[Value]] = []
    for block in BLOCKS:
        for sector in (*Sector, None):
            row = block_row(block, sector)
            label = sector.label if sector else ALL_SECTORS
            rows.append([block.label, label, *_cells(block, sector, row, columns)])
    write_table(sheet, "by_partner", headings, rows, HEADER_ROW)


def _columns(sheets: ModelSheets) -> list[LineSheet]:
    return [*sheets.own, *([sheets.overlap] if sheets.overlap else [])]


def _cells(block: Block, sector: Sector | None, row: int, columns: Sequence[LineSheet]) -> Iterator[Value]:
    letters = [get_column_letter(FIRST_COLUMN + number) for number in range(len(columns))]
    for letter, layout in zip(letters, columns, strict=True):
        if sector is None:
            yield Formula(f"SUM({letter}{row - len(Sector)}:{letter}{row - 1})")
        elif block.has_cost and block.has_benefit:
            yield Formula(
                f"{letter}{_part(block, sector, has_cost=False)}-{letter}{_part(block, sector, has_cost=True)}"
            )
        else:
            yield Formula(_sum(block, layout, row))
    yield Formula(f"SUM({letters[0]}{row}:{letters[-1]}{row})")


def _part(block: Block, sector: Sector, *, has_cost: bool) -> int:
    """Return where the cost or the benefit of a net stands; a cost is always cash."""
    view = View(discounted=block.view.discounted) if has_cost else block.view
    return block_row(block_of(view, has_cost=has_cost, has_benefit=not has_cost), sector)


def _sum(block: Block, layout: LineSheet, row: int) -> str:
    """Add up a sector's lines of one sheet."""
    amounts = layout.column(Column.DISCOUNTED if block.view.discounted else Column.UNDISCOUNTED)
    sector, role = f"{layout.column(Column.SECTOR)},$B{row}", layout.column(Column.ROLE)
    if block.has_cost:
        return f'SUMIFS({amounts},{sector},{role},"{ROLES[Flow.COST]}")'
    kind = f',{layout.column(Column.KIND)},"Cash"' if block.view.cash_only else ""
    gains = f'SUMIFS({amounts},{sector},{role},"{ROLES[Flow.BENEFIT]}"{kind})'
    has_transfers = any(line.flow is Flow.TRANSFER for _, line in layout.lines())
    moved = f'+SUMIFS({amounts},{sector},{role},"{ROLES[Flow.TRANSFER]}")' if has_transfers else ""
    return f"{gains}{moved}"
