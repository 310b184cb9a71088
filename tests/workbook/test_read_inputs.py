"""An edited working workbook is read back as the request that it was made of, with what was changed alone."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import spreadsheet
from command_line import CommandLine
from edited_workbooks import TODAY, edited, exported_from, row_of
from openpyxl import Workbook

from roi_model.analysis.request import Request
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.refusal import InputError
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.exports import publication_files, working_file
from roi_model.outputs.record.export_record import INPUT_ROWS, JSON_ROW, joined_record
from roi_model.outputs.record.export_record import SHEET as RECORD
from roi_model.outputs.record.run_record import parameter_digest
from roi_model.outputs.workbook.input_sheet import FIRST_ROW, HEADER_ROW, SHEET, Column
from roi_model.outputs.workbook.read_inputs import EditedInputs, read_inputs

ASKED = Request(
    name="Plan",
    areas=("Leeds",),
    interventions=("debt_advice", "collaborative_care"),
    changes={"coverage": "0.2"},
    draws=20,
    seed=5,
)
COST, COVERAGE, SHARED = "debt_advice.advice_cost", "debt_advice.coverage", "shared.tax_share"


@pytest.fixture(scope="module")
def whole() -> bytes:
    return working_file(ASKED, Responsible(), TODAY)[0]


@pytest.fixture(scope="module")
def exported() -> bytes:
    return exported_from(ASKED)


def value_of(found: EditedInputs, intervention: str, name: str) -> Parameter:
    (case,) = [case for case in found.request.cases() if case.intervention.name == intervention]
    return case.parameters[name]


def refusal(content: bytes) -> str:
    with pytest.raises(InputError) as refused:
        read_inputs(content, "sent.xlsx")
    return "\n".join(refused.value.problems)


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
    assert found.sentences[0].endswith(f"({COST}): value was 265 and is 300.")
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
    cost = value_of(read_inputs(content), "debt_advice", "advice_cost")
    assert (cost.value, cost.is_uncertain) == (500, False)


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


def test_horizons_that_differ_cannot_be_asked_for(exported: bytes) -> None:
    said = refusal(edited(exported, ("horizon.debt_advice", Column.VALUE, 3)))
    assert "debt_advice 3, collaborative_care 2" in said
    assert "give all the same" in said


REFUSED: list[tuple[str, Column, object, str]] = [
    (COST, Column.VALUE, "1.200,5", "write a decimal point"),
    (COST, Column.VALUE, -5, "is -5; it must be a number of 0 or more"),
    (COST, Column.VALUE, 900, "must lie between low and high, 201 and 377. Change low and high too"),
    (COST, Column.VALUE, datetime(2025, 3, 1), "holds a date"),
    (COST, Column.VALUE, True, "is TRUE; it must be a number"),
    (COST, Column.VALUE, "=1+1", "holds a formula whose result is not in the file"),
    (COST, Column.VALUE, "#DIV/0!", "holds the error #DIV/0!"),
    (COST, Column.VALUE, None, "is empty; it must hold a value"),
    (COST, Column.LOW, "[z]", "has one end of an interval; give both, or [z] in both"),
    (COST, Column.LOW, 500, "low must be below high"),
    (COST, Column.PRICE_YEAR, datetime(2009, 10, 1), "made a date of what was typed"),
    (COST, Column.PRICE_YEAR, "1066", "There is no price index for 1066"),
    (COVERAGE, Column.VALUE, 1.2, "is 1.2; it must be a number between 0 and 1"),
    (COVERAGE, Column.VALUE, "20", "is 20; it must be a number between 0 and 1"),
    (COVERAGE, Column.LOW, 0.1, "has no interval; leave [z] there"),
    (COVERAGE, Column.PRICE_YEAR, "2015", "is not money; leave [z] there"),
    ("settings.perspective", Column.VALUE, "publik_sector", "Did you mean 'public_sector'?"),
    ("horizon.debt_advice", Column.VALUE, 2.5, "must be a whole number between 1 and 100"),
    ("population.adults", Column.VALUE, -1, "must be a number of 0 or more"),
    ("settings.price_year", Column.VALUE, "1066", "There is no price year called '1066'"),
    (
        COST,
        Column.VALUE_USED,
        999,
        "for value used, which is not read back; change a value in the column Value",
    ),
    (COVERAGE, Column.VALUE_USED, 0.5, "in the place of the formula for value used"),
    (COVERAGE, Column.VALUE_USED, "50%", "in the place of the formula for value used"),
    ("settings.perspective", Column.VALUE_USED, "nhs", "in the place of the formula for value used"),
    (COST, Column.UPRATING, 2, "in the place of the formula for uprating factor"),
    (COST, Column.UNIT, "pence per client", "says 'pence per client', but the unit of"),
]


@pytest.mark.parametrize(("key", "column", "value", "said"), REFUSED)
def test_what_cannot_be_used_is_refused_with_its_cell(
    exported: bytes, key: str, column: Column, value: object, said: str
) -> None:
    found = refusal(edited(exported, (key, column, value)))
    assert said in found
    assert found.startswith(f"{SHEET}!")


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


def test_every_problem_is_said_at_once(exported: bytes) -> None:
    said = refusal(
        edited(exported, (COST, Column.VALUE, "dear"), (COVERAGE, Column.VALUE, 2), (SHARED, Column.LOW, True))
    )
    assert len(said.splitlines()) == 3


def test_rows_that_are_unknown_twice_there_missing_or_without_key_are_named(exported: bytes) -> None:
    assert "has the key 'debt_advice.advise_cost', which this workbook was not exported with; did you mean" in refusal(
        edited(exported, (COST, Column.KEY, "debt_advice.advise_cost"))
    )
    assert f"has the key '{COVERAGE}' a second time" in refusal(edited(exported, (COST, Column.KEY, COVERAGE)))
    assert "holds no key" in refusal(edited(exported, (COST, Column.KEY, None)))
    missing = refusal(edited(exported, also=lambda book: book[SHEET].delete_rows(row_of(book[SHEET], COST))))
    assert (
        missing
        == f"{SHEET}: the row '{COST}' (Cost of face-to-face debt advice) is missing; put it back, or export again."
    )


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


def test_a_sheet_without_its_headings_is_refused(exported: bytes) -> None:
    def without(column: Column) -> bytes:
        def clear(book: Workbook) -> None:
            book[SHEET].cell(HEADER_ROW, column).value = "Something else"

        return edited(exported, also=clear)

    assert "lacks the column Low" in refusal(without(Column.LOW))
    assert "has no row with the headings Value and Key" in refusal(without(Column.KEY))

    def rename(book: Workbook) -> None:
        book[SHEET].title = "Input"

    assert "has no worksheet Inputs (there is 'Input')" in refusal(edited(exported, also=rename))


def test_other_workbooks_are_refused(exported: bytes) -> None:
    published = publication_files(ASKED, Responsible(), TODAY).workbook
    assert refusal(published) == "sent.xlsx is not a working workbook; only those can be read back."
    plain = io.BytesIO()
    Workbook().save(plain)
    assert f"has no worksheet {RECORD}" in refusal(plain.getvalue())


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


def test_a_damaged_record_is_refused(exported: bytes) -> None:
    def odd(record: dict[str, object]) -> None:
        record["request"] = {"arias": ["Leeds"]}

    assert "arias is not a known field" in refusal(with_record(exported, odd))

    def cut(book: Workbook) -> None:
        book[RECORD].delete_rows(book[RECORD].max_row)

    assert "the record of the run is damaged" in refusal(edited(exported, also=cut))


def test_compare_and_run_take_an_edited_workbook(roi_model: CommandLine, exported: bytes, tmp_path: Path) -> None:
    path = tmp_path / "edited.xlsx"
    path.write_bytes(edited(exported, (COST, Column.VALUE, 300)))
    found = roi_model("compare", "--inputs", str(path), "--format", "json").json
    typed = (
        "compare", "debt_advice", "collaborative_care", "--area", "Leeds", "--coverage", "0.2", "--set",
        f"{COST}=300:201:377@2009", "--draws", "20", "--seed", "5", "--format", "json",
    )  # fmt: skip
    assert found["results"] == roi_model(*typed).json["results"]
    assert any("value was 265 and is 300" in note for note in found["notes"])
    assert found["run"]["request"]["name"] == "Plan"
    one = roi_model("run", "collaborative_care", "--inputs", str(path), "--seed", "2017", "--format", "json").json
    assert one["run"]["seed"] == 2017  # what is typed goes before what stands in the file, the default too
    assert one["run"]["request"]["changes"] == {"coverage": "0.2"}


def test_an_edited_workbook_is_exported_anew_with_its_edits_in_the_record(
    roi_model: CommandLine, exported: bytes, tmp_path: Path
) -> None:
    path, again = tmp_path / "edited.xlsx", tmp_path / "again.xlsx"
    path.write_bytes(edited(exported, (COVERAGE, Column.VALUE, "25%")))
    answer = roi_model("export", "working", "debt_advice", "--inputs", str(path), "--out", str(again))
    assert answer.code == 0, answer.err
    assert "value was 0.2 and is 0.25" in answer.out
    assert read_inputs(again).edits == ()
    assert value_of(read_inputs(again), "debt_advice", "coverage").value == 0.25


def test_options_go_before_the_workbook(roi_model: CommandLine, exported: bytes, tmp_path: Path) -> None:
    path = tmp_path / "edited.xlsx"
    path.write_bytes(edited(exported, (COST, Column.VALUE, 300), ("population.adults", Column.VALUE, 5000)))
    words = ("--area", "Hull", "--set", f"{COST}=310:201:377@2009")
    asked = roi_model("compare", "debt_advice", "--inputs", str(path), *words[:4], "--format", "json").json["run"][
        "request"
    ]
    assert asked["areas"] == ["Hull"]
    assert "population" not in asked
    assert asked["changes"] == {"coverage": "0.2", COST: "310:201:377@2009"}
    refused = roi_model("compare", "--inputs", str(path), "--area", "Lids")
    assert (refused.code, "There is no area called 'Lids'" in refused.err) == (2, True)


def test_a_file_that_is_no_workbook_is_refused_by_the_command_line(roi_model: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "notes.xlsx"
    path.write_text("hello")
    answer = roi_model("compare", "--inputs", str(path))
    assert (answer.code, answer.out, answer.err) == (2, "", f"roi-model: {path} is not an Excel workbook (.xlsx).\n")


def test_reproduce_says_what_was_edited(roi_model: CommandLine, exported: bytes, tmp_path: Path) -> None:
    path = tmp_path / "edited.xlsx"
    path.write_bytes(edited(exported, (COST, Column.VALUE, 300)))
    answer = roi_model("reproduce", str(path))
    assert answer.code == 0
    assert "Changed in the file after its export" in answer.out
    assert "value was 265 and is 300" in answer.out
