"""Working workbooks that were sent back: exported small, with cells changed as a person would."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from roi_model.analysis.request import Request
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.refusal import InputError
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.exports import working_file
from roi_model.outputs.record.export_record import JSON_ROW, joined_record
from roi_model.outputs.record.export_record import SHEET as RECORD
from roi_model.outputs.workbook.input_sheet import FIRST_ROW, SHEET, Column
from roi_model.outputs.workbook.read_inputs import EditedInputs, read_inputs

TODAY = date(2026, 11, 24)
ASKED = Request(
    name="Plan",
    areas=("Leeds",),
    interventions=("debt_advice", "collaborative_care"),
    changes={"coverage": "0.2"},
    draws=20,
    seed=5,
)
COST, COVERAGE, SHARED = "debt_advice.advice_cost", "debt_advice.coverage", "shared.tax_share"


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


def value_of(found: EditedInputs, intervention: str, name: str) -> Parameter:
    """A parameter of an intervention as the workbook has it now."""
    (case,) = [case for case in found.request.cases() if case.intervention.name == intervention]
    return case.parameters[name]


def refusal(content: bytes) -> str:
    """What is said of a workbook that cannot be read back."""
    with pytest.raises(InputError) as refused:
        read_inputs(content, "sent.xlsx")
    return "\n".join(refused.value.problems)


def with_record(content: bytes, change: Callable[[dict[str, object]], None]) -> bytes:
    """The workbook with another run record."""

    def rewrite(book: Workbook) -> None:
        sheet = book[RECORD]
        record = joined_record([(row[0], row[1]) for row in sheet.iter_rows(values_only=True)], "test")
        change(record)
        parts = [row for row in sheet.iter_rows() if str(row[0].value).startswith(JSON_ROW)]
        text = json.dumps(record, ensure_ascii=False)
        for number, row in enumerate(parts):
            row[1].value = text[number * 30_000 : (number + 1) * 30_000] or None

    return edited(content, also=rewrite)
