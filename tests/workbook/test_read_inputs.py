"""An edited working workbook is read back as the request that it was made of, with what was changed alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spreadsheet
from edited_workbooks import (
    ASKED,
    COST,
    COVERAGE,
    SHARED,
    TODAY,
    edited,
    exported_from,
    refusal,
    row_of,
    value_of,
    with_record,
)
from openpyxl import Workbook

from roi_model.analysis.answer import answer
from roi_model.analysis.measures import net, view_of
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.exports import working_file
from roi_model.outputs.record.export_record import INPUT_ROWS
from roi_model.outputs.record.run_record import parameter_digest
from roi_model.outputs.workbook.input_sheet import FIRST_ROW, SHEET, Column
from roi_model.outputs.workbook.read_inputs import read_inputs


@pytest.fixture(scope="module")
def whole() -> bytes:
    return working_file(ASKED, Responsible(), TODAY)[0]


def test_a_round_trip_without_edits_changes_nothing(whole: bytes, exported: bytes) -> None:
    for content in (whole, exported, edited(exported)):
        found = read_inputs(content)
        assert found.request == ASKED
        assert (found.edits, found.notes) == ((), ())
        assert parameter_digest(found.request.cases()) == parameter_digest(ASKED.cases())


@pytest.mark.skipif(spreadsheet.MAY_SKIP, reason=spreadsheet.REASON)
def test_a_round_trip_through_a_spreadsheet_program_changes_nothing_but_what_was_typed(
    whole: bytes, tmp_path: Path
) -> None:
    untouched, typed = tmp_path / "untouched.xlsx", tmp_path / "typed.xlsx"
    untouched.write_bytes(whole)
    # A formula has its result once a program has computed it.
    typed.write_bytes(edited(whole, (COST, Column.VALUE, "=250+50"), (COVERAGE, Column.VALUE, 0.25)))
    same, changed = (read_inputs(path) for path in spreadsheet.converted([untouched, typed], "xlsx", tmp_path))
    assert same.request == ASKED
    assert same.sentences == ()
    assert len(changed.edits) == 2
    assert value_of(changed, "debt_advice", "advice_cost").value == 300
    assert value_of(changed, "debt_advice", "coverage").value == 0.25


@pytest.mark.parametrize("typed", [300, 300.0, "300", "£300", " £300.00 "])
def test_a_price_is_changed_and_keeps_interval_and_price_year(exported: bytes, typed: object) -> None:
    found = read_inputs(edited(exported, (COST, Column.VALUE, typed)))
    cost = value_of(found, "debt_advice", "advice_cost")
    assert (cost.value, cost.low, cost.high, cost.price_year, cost.source) == (300, 201, 377, "2009", "user")
    assert dict(found.request.changes) == {"coverage": "0.2", COST: "300.0:201.0:377.0@2009"}
    assert found.sentences[0].endswith(
        f"({COST}): value was 265 and is 300. Its low and high are still 201 and 377, so the base case moves and the "
        "simulated figures do not. Change low and high too, or clear both to hold the number fixed."
    )
    assert found.request.changed(changes=ASKED.changes) == ASKED


def test_interval_and_price_year_are_changed_too(exported: bytes) -> None:
    found = read_inputs(
        edited(
            exported,
            (COST, Column.VALUE, "1,400"),
            (COST, Column.LOW, "1,300"),
            (COST, Column.HIGH, 1500),
            (COST, Column.PRICE_YEAR, "2024/25"),
        )
    )
    cost = value_of(found, "debt_advice", "advice_cost")
    assert (cost.value, cost.low, cost.high, cost.price_year) == (1400, 1300, 1500, "2024-25")


@pytest.mark.parametrize("nothing", ["[z]", None, ""])
def test_without_an_interval_a_value_is_certain(exported: bytes, nothing: object) -> None:
    content = edited(exported, (COST, Column.VALUE, 500), (COST, Column.LOW, nothing), (COST, Column.HIGH, nothing))
    found = read_inputs(content)
    cost = value_of(found, "debt_advice", "advice_cost")
    assert (cost.value, cost.is_uncertain) == (500, False)
    assert "simulated" not in found.sentences[0]


def test_that_the_simulation_follows_low_and_high_alone_is_said_only_where_they_stayed(exported: bytes) -> None:
    both = [(COST, Column.VALUE, 300), (COST, Column.HIGH, 400)]
    year = [(COST, Column.VALUE, 300), (COST, Column.PRICE_YEAR, "2010")]
    for changes in (both, year, [(COVERAGE, Column.VALUE, 0.15)], [(COST, Column.LOW, 210)]):
        assert "simulated" not in read_inputs(edited(exported, *changes)).sentences[0]


def test_a_new_value_with_its_old_interval_moves_the_base_case_and_no_simulated_figure(exported: bytes) -> None:
    request = read_inputs(edited(exported, (COST, Column.VALUE, 300))).request
    before, after = (
        net(found, view_of(found)).at(0) for found in (answer(asked).results[0] for asked in (ASKED, request))
    )
    assert after[0] < before[0]
    np.testing.assert_array_equal(after[1], before[1])


def test_a_share_may_be_typed_as_a_percentage(exported: bytes) -> None:
    def shown_as_percentage(book: Workbook) -> None:
        book[SHEET].cell(row_of(book[SHEET], COVERAGE), Column.VALUE).number_format = "0%"

    for content in (
        edited(exported, (COVERAGE, Column.VALUE, "15 %")),
        edited(exported, (COVERAGE, Column.VALUE, 0.15), also=shown_as_percentage),
    ):
        assert value_of(read_inputs(content), "debt_advice", "coverage").value == 0.15
    assert value_of(read_inputs(content), "collaborative_care", "coverage").value == 0.2


def test_a_shared_parameter_is_changed_wherever_it_is_read(exported: bytes) -> None:
    found = read_inputs(edited(exported, (SHARED, Column.VALUE, 0.15)))
    assert value_of(found, "debt_advice", "tax_share").value == 0.15
    assert value_of(found, "collaborative_care", "tax_share").value == 0.15
    assert "tax_share" in found.request.changes


def test_settings_people_payers_and_horizons_are_changed(exported: bytes) -> None:
    found = read_inputs(
        edited(
            exported,
            ("settings.perspective", Column.VALUE, "public_sector"),
            ("settings.price_year", Column.VALUE, 2015),
            ("population.adults", Column.VALUE, "600,000"),
            ("payers.debt_advice.local_government", Column.VALUE, 1),
            ("horizon.debt_advice", Column.VALUE, 4),
            ("horizon.collaborative_care", Column.VALUE, "4"),
        )
    ).request
    assert (found.perspective, found.price_year, found.horizon) == ("public_sector", "2015", 4)
    assert found.population == {"adults": 600_000}
    assert found.area().figure("adults") == 600_000


def test_who_pays_is_changed_where_the_shares_add_up() -> None:
    both = exported_from(ASKED.changed(payers={"nhs": 0.5, "local_government": 0.5}))
    nhs, council = "payers.debt_advice.nhs", "payers.debt_advice.local_government"
    found = read_inputs(edited(both, (nhs, Column.VALUE, "25%"), (council, Column.VALUE, 0.75)))
    assert found.request.splits == ("debt_advice=nhs:0.25,local_government:0.75",)
    assert "add up to 0.75; they must add up to 1" in refusal(edited(both, (nhs, Column.VALUE, 0.25)))


@pytest.mark.parametrize(("factor", "used", "is_read"), [(1.5, 450.0, True), (1.5, 400.0, False)])
def test_values_pasted_over_formulas_are_read_where_they_follow(
    exported: bytes, factor: float, used: float, is_read: bool
) -> None:
    pasted = edited(
        exported, (COST, Column.VALUE, 300), (COST, Column.UPRATING, factor), (COST, Column.VALUE_USED, used)
    )
    if is_read:
        assert [edit.value for edit in read_inputs(pasted).edits] == [300.0]
    else:
        assert "holds '400' in the place of the formula for value used" in refusal(pasted)


def test_rows_may_be_sorted_and_columns_moved_or_inserted(exported: bytes) -> None:
    def rearrange(book: Workbook) -> None:
        sheet = book[SHEET]
        first, last = FIRST_ROW, sheet.max_row
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(first, last)]
        for number, row in enumerate(reversed(rows), start=first):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value
        sheet.insert_cols(1)
        sheet.insert_rows(1)

    found = read_inputs(edited(exported, (COST, Column.VALUE, 300), also=rearrange))
    assert [str(edit.row.key) for edit in found.edits] == [COST]


def test_evidence_that_has_moved_since_is_said_and_only_what_was_typed_counts(exported: bytes) -> None:
    def older(record: dict[str, object]) -> None:
        record[INPUT_ROWS][COST] = [250.0, 201.0, 377.0, "2009"]  # type: ignore[index]
        record[INPUT_ROWS]["debt_advice.gone"] = [1.0, None, None, None]  # type: ignore[index]

    def as_then(book: Workbook) -> None:
        sheet = book[SHEET]
        sheet.cell(row_of(sheet, COST), Column.VALUE).value = 250
        sheet.cell(sheet.max_row + 1, Column.KEY).value = "debt_advice.gone"

    found = read_inputs(edited(with_record(exported, older), also=as_then))
    assert found.edits == ()
    assert value_of(found, "debt_advice", "advice_cost").value == 265
    assert any(
        "was 250, 201, 377, 2009 when the workbook was made; this version has 265" in note for note in found.notes
    )
    assert any("debt_advice.gone was an input when the workbook was made" in note for note in found.notes)
