"""Working workbooks that were sent back: exported small, with cells changed as a person would."""

import io
from collections.abc import Callable
from datetime import date

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from roi_model.analysis.request import Request
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.exports import working_file
from roi_model.outputs.record.export_record import SHEET as RECORD
from roi_model.outputs.workbook.input_sheet import FIRST_ROW, SHEET, Column

TODAY = date(2026, 11, 24)


def exported_from(request: Request) -> bytes:
    """A working workbook without the sheets that are not read back, for they take long to load and save."""
    book = load_workbook(io.BytesIO(working_file(request, Responsible(), TODAY)[0]))
    for name in book.sheetnames:
        if name not in {SHEET, RECORD}:
            del book[name]
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def row_of(sheet: Worksheet, key: str) -> int:
    keys = sheet.iter_rows(FIRST_ROW, min_col=Column.KEY, max_col=Column.KEY, values_only=True)
    return next(number for number, (found,) in enumerate(keys, start=FIRST_ROW) if found == key)


def edited(
    content: bytes, *changes: tuple[str, Column, object], also: Callable[[Workbook], None] | None = None
) -> bytes:
    """The workbook with cells changed as a person would, and saved without computing anything."""
    book = load_workbook(io.BytesIO(content))
    for key, column, value in changes:
        book[SHEET].cell(row_of(book[SHEET], key), column).value = value  # type: ignore[assignment]
    if also is not None:
        also(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()
