"""A number that the user set stands in the working workbook with the reason, and without the old evidence."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest
from edited_workbooks import TODAY, row_of
from openpyxl import Workbook, load_workbook

from roi_model.analysis.request import Request
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.exports import working_file
from roi_model.outputs.tables import parameter_table
from roi_model.outputs.workbook.input_rows import request_rows
from roi_model.outputs.workbook.input_sheet import SHEET, Column
from roi_model.outputs.workbook.read_inputs import read_inputs
from roi_model.outputs.workbook.reasons import with_reasons

COST, COVERAGE = "debt_advice.advice_cost", "debt_advice.coverage"
ASKED = Request(
    areas=("Leeds",),
    interventions=("debt_advice",),
    changes={COST: "300:250:360@2024-25", COVERAGE: 0.2},
    reasons={COST: "=1+1 is what our contract says."},
    draws=20,
)


@pytest.fixture(scope="module")
def content() -> bytes:
    return working_file(ASKED, Responsible(), TODAY)[0]


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def test_the_source_of_a_number_set_by_the_user_says_why_as_text(book: Workbook) -> None:
    sheet = book[SHEET]
    source = sheet.cell(row_of(sheet, COST), Column.SOURCE)
    assert (source.value, source.data_type) == ("Set by the user: =1+1 is what our contract says.", "s")
    assert sheet.cell(row_of(sheet, COVERAGE), Column.SOURCE).value == "Set by the user: no reason given"
    assert sheet.cell(row_of(sheet, "debt_advice.over_indebted"), Column.SOURCE).value not in {None, "user"}


def test_a_number_set_by_the_user_has_neither_the_grade_nor_the_page_of_the_one_it_replaced(book: Workbook) -> None:
    sheet = book[SHEET]
    row = row_of(sheet, COST)
    found = [sheet.cell(row, column).value for column in (Column.LOCATOR, Column.EVIDENCE)]
    assert found == ["[z]", "not graded: set by the user"]
    (case,) = ASKED.cases()
    table = parameter_table(list(case.parameters), "debt_advice").set_index("name")
    assert list(table.loc["advice_cost", ["locator", "evidence"]]) == ["", "not graded: set by the user"]
    assert set(table["evidence"]) - {"not graded: set by the user"} <= set("ABCD")


def test_the_cover_says_what_was_changed_and_why(book: Workbook) -> None:
    said = {row[0]: str(row[1]) for row in book["Cover"].iter_rows(max_col=2, values_only=True)}["Changed by the user"]
    assert f"{COST} = 300:250:360@2024-25 (=1+1 is what our contract says.)" in said
    assert f"{COVERAGE} = 0.2 (no reason given)" in said


def test_it_is_read_back_as_it_was(content: bytes) -> None:
    found = read_inputs(content)
    assert (found.request, found.sentences) == (ASKED, ())


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"tax_share": "0.1:0.05:0.2"}, "shared"),
        ({"tax_share": "0.1:0.05:0.2", "debt_advice.tax_share": "0.11:0.05:0.2"}, "own"),
        ({"debt_advice.tax_share": "0.11:0.05:0.2", "tax_share": "0.1:0.05:0.2"}, "shared"),
    ],
)
def test_the_reason_is_that_of_the_change_that_holds(changes: Mapping[str, str], why: str) -> None:
    reasons = {name: "own" if "." in name else "shared" for name in changes}
    request = Request(areas=("Leeds",), interventions=("debt_advice",), changes=dict(changes), reasons=reasons)
    rows = with_reasons(request_rows(request), request.cases(), request)
    assert [row.source for row in rows if row.key.name == "tax_share"] == [f"Set by the user: {why}"]
