"""The rows of the Inputs sheet: every number that the cases read, once, with a key that a request understands."""

import pytest

from roi_model.analysis.request import Request
from roi_model.inputs.refusal import InputError
from roi_model.outputs.workbook.input_rows import request_rows
from roi_model.outputs.workbook.input_sheet import HEADINGS, Column, Group, InputKey, InputRow, Role

ALL = Request(areas=("Leeds",))


def test_every_parameter_of_every_case_has_exactly_one_row() -> None:
    given = [name for row in request_rows(ALL) for name in row.parameters]
    read = [(case.intervention.name, parameter.name) for case in ALL.cases() for parameter in case.parameters]
    assert sorted(given) == sorted(read)


def test_keys_are_unique_and_read_back() -> None:
    keys = [row.key for row in request_rows(ALL)]
    assert len(set(keys)) == len(keys)
    assert [InputKey.parse(str(key)) for key in keys] == keys


def test_a_shared_parameter_is_one_row_and_the_lever_that_left_its_stream_is_its_own() -> None:
    keys = {str(row.key) for row in request_rows(ALL)}
    assert "shared.weekly_pay" in keys
    assert not {"workplace_wellbeing.weekly_pay", "workplace_stress.weekly_pay"} & keys
    assert {"debt_advice.effect_persistence", "workplace_stress.effect_retention"} <= keys


def test_a_parameter_that_one_intervention_reads_is_not_called_shared() -> None:
    keys = {str(row.key) for row in request_rows(ALL.changed(interventions=("debt_advice",)))}
    assert "debt_advice.tax_share" in keys
    assert not any(key.startswith(f"{Group.SHARED}.") for key in keys)


def test_the_local_scale_is_in_the_value() -> None:
    rows = {str(row.key): row for row in request_rows(ALL)}
    # Leeds's median pay ÷ England's × £527, as the case of the engine has it.
    case = next(case for case in ALL.cases() if case.intervention.name == "workplace_stress")
    assert rows["shared.weekly_pay"].value == case.parameters["weekly_pay"].value != 527


@pytest.mark.parametrize("row", [row for row in request_rows(ALL) if row.parameters], ids=lambda row: str(row.key))
def test_setting_a_row_to_another_value_reaches_its_parameters_and_no_other(row: InputRow) -> None:
    least, most = row.least or 0.0, float(row.value) * 2 + 1 if row.most is None else row.most
    other = most if row.value != most else least
    value = f"{other}@{row.price_year}" if row.is_money else other
    before, after = ALL.cases(), ALL.changed(changes={row.key.setting: value}).cases()
    moved = [
        (old.intervention.name, parameter.name)
        for old, new in zip(before, after, strict=True)
        for parameter in old.parameters
        if new.parameters[parameter.name].value != parameter.value
    ]
    assert sorted(moved) == sorted(row.parameters)


def test_what_a_request_cannot_change_is_fixed() -> None:
    fixed = {row.key.group for row in request_rows(ALL) if row.role is Role.FIXED}
    assert fixed == {Group.FIXED}


def test_every_column_has_a_heading_of_its_own() -> None:
    assert list(HEADINGS) == list(Column)
    assert len(set(HEADINGS.values())) == len(HEADINGS)


@pytest.mark.parametrize("text", ["weekly_pay", ".x", "x.", ""])
def test_a_damaged_key_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="GROUP.NAME"):
        InputKey.parse(text)
