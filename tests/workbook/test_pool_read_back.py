"""Shares typed on *Pool* are not read back, and whoever reads the workbook is told so."""

from __future__ import annotations

import io
from typing import Any

import pytest
from edited_workbooks import TODAY
from openpyxl import Workbook, load_workbook

from roi_model.analysis.request import Request
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.exports import working_file
from roi_model.outputs.workbook.pool_sheet import FIRST_ROW, SHARE_COLUMN, SHEET
from roi_model.outputs.workbook.read_inputs import read_inputs

ASKED = Request(
    areas=("Leeds",), interventions=("debt_advice",), payers={"nhs": 0.25, "local_government": 0.75}, draws=20
)
REMEDY = "They are not read back: what runs is who pays on the worksheet Inputs, or say it with --payer or --split."


@pytest.fixture
def book() -> Workbook:
    return load_workbook(io.BytesIO(working_file(ASKED, Responsible(), TODAY)[0]))


def notes(book: Workbook) -> tuple[str, ...]:
    content = io.BytesIO()
    book.save(content)
    found = read_inputs(content.getvalue())
    assert found.request == ASKED
    return found.notes


def test_shares_as_exported_or_rounded_are_no_change(book: Workbook) -> None:
    assert notes(book) == ()
    sheet: Any = book[SHEET]
    sheet.cell(FIRST_ROW, SHARE_COLUMN).value = 0.25 + 1e-12
    assert notes(book) == ()


def test_shares_that_follow_an_edited_input_were_not_typed(book: Workbook) -> None:
    sheet: Any = book[SHEET]
    assert sheet.cell(FIRST_ROW, SHARE_COLUMN).value == f"=B{FIRST_ROW}"
    sheet.cell(FIRST_ROW, 2).value = 0.9
    assert notes(book) == ()


def test_a_changed_share_is_said_with_what_it_was(book: Workbook) -> None:
    sheet: Any = book[SHEET]
    sheet.cell(FIRST_ROW, SHARE_COLUMN).value = 0.6
    sheet.cell(FIRST_ROW + 1, SHARE_COLUMN).value = "40%"
    (said,) = notes(book)
    assert said == (
        "The shares on the worksheet Pool were changed (NHS was 25.0% and is 60.0%, Local government was 75.0% and is "
        f"'40%'). {REMEDY}"
    )


def test_rows_may_have_been_sorted(book: Workbook) -> None:
    sheet: Any = book[SHEET]
    first, second = ([cell.value for cell in sheet[row]] for row in (FIRST_ROW, FIRST_ROW + 1))
    for row, values in ((FIRST_ROW, second), (FIRST_ROW + 1, first)):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column).value = f"=B{row}" if column == SHARE_COLUMN else value  # as programs sort
    assert notes(book) == ()


def test_a_workbook_without_the_sheet_is_read(book: Workbook) -> None:
    del book[SHEET]
    assert notes(book) == ()
