"""Working workbooks in tests: what the engine gives for every cell that holds a result."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from roi_model.analysis.answer import answer
from roi_model.analysis.request import Request
from roi_model.engine.line import Flow
from roi_model.outputs.assurance.pack import Assurance, assurance
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.workbook.evaluated import Evaluated, evaluated
from roi_model.outputs.workbook.input_rows import case_rows
from roi_model.outputs.workbook.line_sheet import Column, LineSheet
from roi_model.outputs.workbook.model_sheets import ModelSheets, model_sheets
from roi_model.outputs.workbook.place import year_column
from roi_model.outputs.workbook.working import workbook_of

TODAY = date(2026, 3, 1)
NOBODY = Responsible()
PENNY = 0.005


@dataclass(frozen=True)
class Made:
    """A workbook with what it was made from."""

    workbook: Workbook
    found: Evaluated
    sheets: ModelSheets


def made(request: Request) -> Made:
    found = evaluated(request)
    sheets = model_sheets(found, case_rows(found.cases, found.analysis, request.horizon))
    return Made(workbook_of(found, answer(request), pack(), NOBODY, TODAY), found, sheets)


@lru_cache(maxsize=1)
def pack() -> Assurance:
    """Return a small pack: what it says is tested elsewhere, and moves no formula."""
    return assurance(answer(Request(interventions=("debt_advice",), draws=20)), NOBODY, TODAY)


def values(file: Path) -> Workbook:
    return load_workbook(file, data_only=True)


@dataclass(frozen=True)
class Compared:
    """A figure of the engine beside the cell that should hold it."""

    where: str
    engine: float
    cell: Any

    @property
    def difference(self) -> float:
        """Relative to the engine's; a text or an error in the cell is infinitely far off."""
        if not isinstance(self.cell, int | float):
            return float("inf")
        return abs(self.cell - self.engine) / max(abs(self.engine), 1e-300) if self.engine else abs(self.cell)


def compared_lines(book: Workbook, sheets: ModelSheets, found: Evaluated) -> Iterator[Compared]:
    """Yield every year and both sums of every line of every intervention, and of what overlap takes out."""
    for number, layout in enumerate(sheets.own):
        yield from _of_sheet(book, layout, _amounts(found, number, taken_out=False))
    if sheets.overlap is not None:
        every = range(len(sheets.own))
        yield from _of_sheet(book, sheets.overlap, [a for n in every for a in _amounts(found, n, taken_out=True)])


def _amounts(found: Evaluated, number: int, *, taken_out: bool) -> list[tuple[str, Flow, Any, float, float]]:
    member, at = found.package.members[number], found.at(found.cases[number])
    return [
        (line.label, line.flow, member.base_yearly[place], base.undiscounted[0, at], base.discounted[0, at])
        for place, (line, base) in enumerate(zip(member.lines, member.base, strict=True))
        if line.taken_out is taken_out
    ]


def _of_sheet(
    book: Workbook, layout: LineSheet, amounts: list[tuple[str, Flow, Any, float, float]]
) -> Iterator[Compared]:
    for (row, line), (label, flow, yearly, plain, present) in zip(layout.lines(), amounts, strict=True):
        assert (line.label, line.flow) == (label, flow)
        where = f"{layout.name}, {label}"
        for year, amount in enumerate(yearly):
            yield Compared(f"{where}, year {year}", float(amount), value(book, layout.name, row, year_column(year)))
        yield Compared(f"{where}, sum", float(plain), value(book, layout.name, row, Column.UNDISCOUNTED))
        if flow is not Flow.QUANTITY:
            yield Compared(f"{where}, present value", float(present), value(book, layout.name, row, Column.DISCOUNTED))


def at(book: Workbook, address: str) -> Any:
    """Return the value at an address such as 'Debt advice'!$B$7."""
    sheet, _, cell = address.rpartition("!")
    found: Any = book[sheet.strip("'")]
    return found[cell.replace("$", "")].value


def worst(compared: list[Compared]) -> Compared:
    return max(compared, key=lambda each: each.difference)


def errors(book: Workbook) -> list[str]:
    """Return every cell that shows an error, such as #REF! or #NAME?."""
    return [
        f"{sheet.title}!{cell.coordinate} {cell.value}"
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("#")
    ]


def value(book: Workbook, sheet: str, row: int, column: int) -> Any:
    """Return the value of a cell."""
    found: Any = book[sheet]
    return found.cell(row, column).value
