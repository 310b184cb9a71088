"""The summary of a sweep as an Excel workbook, written row by row."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from roi_model.inputs.refusal import InputError
from roi_model.outputs import notes
from roi_model.outputs.sweep.durable_write import write_durably
from roi_model.outputs.sweep.folder import SWEEP
from roi_model.outputs.sweep.summary import COLUMNS, RUN, SUMMARY_EXCEL, Cell, summary_rows
from roi_model.outputs.workbook.full_disk import refuse_full_disk
from roi_model.outputs.workbook.text import put_text

MOST_ROWS = 1_048_576
FONT, LINE_CHARACTERS, LINE_POINTS = "Calibri", 100, 15
BOLD = Font(name=FONT, bold=True)
POUNDS, RATIO, SHARE, COUNT, YEAR = "£#,##0;−£#,##0", "£0.00;−£0.00", "0%", "#,##0", "0"
DEFINED = (
    notes.RETURN_DEFINED,
    notes.INTERVAL_DEFINED,
    (
        "Errors are Monte Carlo standard errors: what another seed might change. Money is discounted unless a heading "
        "says otherwise."
    ),
    notes.PRESETS_DEFINED,
)
WIDTHS = {"scenario": 56, "area": 44, "intervention": 28, "perspective": 18}


def write_summary_workbook(folder: Path) -> Path:
    """Write the summary as a workbook into the folder of a sweep, and return its path.

    Parameters
    ----------
    folder
        The folder of the sweep.

    Raises
    ------
    InputError
        When there are more rows than a sheet holds, or no room for temporary files.
    """
    book = Workbook(write_only=True)
    first = book.create_sheet("Read me")
    first.column_dimensions["A"].width = LINE_CHARACTERS
    for number, note in enumerate(_notes(folder)):
        cell = _text(first, note)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if number == 0:
            cell.font = Font(name=FONT, bold=True, size=14)
        first.row_dimensions[number + 1].height = LINE_POINTS * (1 + len(note) // LINE_CHARACTERS) + 6
        first.append([cell])
    _on_paper(first)
    sheet = book.create_sheet("Summary")
    for number, name in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, 15)
    sheet.freeze_panes = "C2"
    sheet.row_dimensions[1].height = 3 * LINE_POINTS
    _on_paper(sheet)
    sheet.print_title_rows = "1:1"
    content = io.BytesIO()
    with refuse_full_disk():
        last = _append(sheet, folder)
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{last}"
        book.save(content)
    path = folder / SUMMARY_EXCEL
    write_durably(path, [content.getvalue()])
    return path


def _append(sheet: WriteOnlyWorksheet, folder: Path) -> int:
    """Write the rows of the summary, and return how many."""
    last = 1
    for last, row in enumerate(_rows(sheet, summary_rows(folder)), start=1):
        if last > MOST_ROWS:
            raise InputError(
                f"The summary has more than {MOST_ROWS - 1:,} rows, which is all an Excel sheet holds; use --csv."
            )
        sheet.append(row)
    return last


def _on_paper(sheet: Any) -> None:  # the stubs of a sheet written row by row leave its page out
    """Print landscape on A4, all columns on the width of a page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _notes(folder: Path) -> list[str]:
    """Return what a reader must know, the title first."""
    sweep = json.loads((folder / SWEEP).read_bytes())["sweep"]
    versions = ", ".join(f"{name} {version}" for name, version in sweep["versions"].items())
    return [
        f"{sweep['name'] or 'A sweep of scenarios'}: summary",
        (
            f"{sweep['scenarios']:,} scenarios in {len(sweep['areas']):,} places, {sweep['draws']:,} draws, "
            f"seed {sweep['seed']}; all scenarios share their draws."
        ),
        (
            "A row for each scenario, place, intervention and time horizon. What each scenario sets is in "
            "scenarios.csv; every figure of every sector and kind of value is in the folder results."
        ),
        *DEFINED,
        f"Made with {versions}.",
    ]


def _rows(sheet: WriteOnlyWorksheet, rows: Iterable[Sequence[Cell]]) -> Iterator[list[SheetCell]]:
    """Yield the headings and the rows as cells."""
    heads = []
    for name in COLUMNS:
        cell = _text(sheet, name.replace("_", " ").capitalize())
        cell.font, cell.alignment = BOLD, Alignment(wrap_text=True, vertical="top")
        heads.append(cell)
    yield heads
    for row in rows:
        yield [_cell(sheet, name, value) for name, value in zip(COLUMNS, row, strict=True)]


def _cell(sheet: WriteOnlyWorksheet, name: str, value: Cell) -> SheetCell:
    if isinstance(value, str):
        return _text(sheet, value)
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = _format(name)
    return cell


def _format(name: str) -> str:
    if name.startswith("return"):
        return RATIO
    if name.startswith("chance"):
        return SHARE
    if name.startswith("payback") or name in RUN:
        return YEAR
    return COUNT if name.startswith("people") else POUNDS


def _text(sheet: WriteOnlyWorksheet, text: str) -> SheetCell:
    cell = WriteOnlyCell(sheet)
    put_text(cell, text)
    return cell
