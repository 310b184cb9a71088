"""What an edited working workbook may not hold is refused with its cell, and nothing of it is guessed."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from edited_workbooks import (
    ASKED,
    COST,
    COVERAGE,
    SHARED,
    TODAY,
    edited,
    refusal,
    row_of,
    with_record,
)
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.exports import publication_files
from roi_model.outputs.record.export_record import SHEET as RECORD
from roi_model.outputs.workbook.input_sheet import HEADER_ROW, SHEET, Column


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
    ("population.adults", Column.VALUE, -1, "must be a whole number of people, 0 or more"),
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
    assert found.startswith(f"{SHEET}!{get_column_letter(column)}")


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


def test_a_damaged_record_is_refused(exported: bytes) -> None:
    def odd(record: dict[str, object]) -> None:
        record["request"] = {"arias": ["Leeds"]}

    assert "arias is not a known field" in refusal(with_record(exported, odd))

    def cut(book: Workbook) -> None:
        book[RECORD].delete_rows(book[RECORD].max_row)

    assert "the record of the run is damaged" in refusal(edited(exported, also=cut))
