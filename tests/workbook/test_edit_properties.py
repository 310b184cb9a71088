"""Whatever is typed into any one input of any intervention is what is used, and nothing else moves."""

from __future__ import annotations

import math
from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from roi_model.analysis.request import Request
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.inputs.parameter_set import preset_names
from roi_model.inputs.refusal import InputError
from roi_model.outputs.workbook.edits import edit_of, edited_request
from roi_model.outputs.workbook.input_cells import InputCells
from roi_model.outputs.workbook.input_rows import request_rows
from roi_model.outputs.workbook.input_sheet import Column, Group, InputRow, Role
from roi_model.outputs.workbook.typed_cell import TypedCell

NAMES = ("debt_advice", "collaborative_care", "workplace_stress")


@lru_cache(maxsize=64)
def rows_of(preset: str) -> tuple[Request, tuple[InputRow, ...]]:
    asked = Request(areas=("Leeds",), interventions=NAMES, preset=preset, draws=20)
    return asked, request_rows(asked)


def cells_of(row: InputRow, value: object) -> InputCells:
    """The row as a spreadsheet program would hold it, with a new value."""
    held = {
        Column.LABEL: row.label,
        Column.VALUE: value,
        Column.LOW: "[z]" if row.low is None else row.low,
        Column.HIGH: "[z]" if row.high is None else row.high,
        Column.PRICE_YEAR: row.price_year or "[z]",
        Column.KEY: str(row.key),
    }
    return InputCells(9, {column: TypedCell(f"Inputs!{column.name}9", content) for column, content in held.items()})


def exported(row: InputRow) -> list[object]:
    return [row.value, row.low, row.high, row.price_year]


@st.composite
def typed_rows(draw: st.DrawFn) -> tuple[str, InputRow, float]:
    """A preset, one of its numeric inputs, and an allowed value for it."""
    preset = draw(st.sampled_from(["evidence", "phe-2017"]))
    numeric = [
        row
        for row in rows_of(preset)[1]
        if row.role is Role.INPUT
        and not isinstance(row.value, str)
        and row.key.group not in {Group.HORIZON, Group.PAYERS}
    ]
    row = draw(st.sampled_from(numeric))
    assert not isinstance(row.value, str)
    least = row.low if row.low is not None else (0.0 if row.least is None else row.least)
    most = row.high if row.high is not None else (max(2 * row.value, 10.0) if row.most is None else row.most)
    share = draw(st.integers(0, 1000)) / 1000
    value = least + share * (most - least)
    return preset, row, float(math.floor(value)) if row.whole else min(max(value, least), most)


@settings(max_examples=60)
@given(typed_rows(), st.sampled_from(["number", "text", "grouped"]))
def test_one_typed_value_is_used_and_no_other_input_moves(chosen: tuple[str, InputRow, float], form: str) -> None:
    preset, row, value = chosen
    asked, before = rows_of(preset)
    typed = {"number": value, "text": repr(value), "grouped": f"{value:,}"}[form]
    edit = edit_of(row, cells_of(row, typed), exported(row))
    if edit is None:
        assert abs(value - float(row.value)) <= 1e-9 * abs(float(row.value))
        return
    after = {str(found.key): found for found in request_rows(edited_request(asked, [edit]))}
    assert set(after) == {str(found.key) for found in before}
    for found in before:
        now = after[str(found.key)]
        expected = value if found.key == row.key else found.value
        assert (now.value, now.low, now.high, now.price_year) == (expected, found.low, found.high, found.price_year)


@given(st.sampled_from(INTERVENTION_NAMES), st.data())
def test_a_row_as_it_was_exported_is_no_edit_under_any_preset(name: str, data: st.DataObject) -> None:
    preset = data.draw(st.sampled_from(preset_names(name)))
    asked = Request(areas=("Hull",), interventions=(name,), presets={name: preset}, draws=20)
    for row in request_rows(asked):
        written = row.value if isinstance(row.value, str) else float(f"{row.value:.15g}")  # as some programs keep it
        assert edit_of(row, cells_of(row, written), exported(row)) is None


@settings(max_examples=60)
@given(typed_rows(), st.text(alphabet="0123456789.,-%£ e", max_size=10))
def test_no_text_makes_the_request_another_than_it_says(chosen: tuple[str, InputRow, float], text: str) -> None:
    preset, row, _ = chosen
    asked, _ = rows_of(preset)
    edit, found, refused = None, asked, tuple[str, ...]()
    try:
        edit = edit_of(row, cells_of(row, text), exported(row))
        found = asked if edit is None else edited_request(asked, [edit])
    except InputError as error:
        refused = error.problems
    assert all(problem.startswith("Inputs!") for problem in refused)
    if edit is not None and not refused:
        assert {str(now.key): now.value for now in request_rows(found)}[str(row.key)] == edit.value
