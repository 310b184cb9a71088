"""What an analyst may get wrong in a sweep file: one clear report, each problem once and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from command_line import CommandLine
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from roi_model.analysis.sweep.file import read_plan
from roi_model.inputs.document_text import parse_yaml
from roi_model.inputs.refusal import InputError
from roi_model.outputs.sweep.source import load_plan


def said(text: str) -> list[str]:
    with pytest.raises(InputError) as refused:
        read_plan(parse_yaml(text, "plan.yaml"))
    return list(refused.value.problems)


def refusals(path: Path) -> list[str]:
    with pytest.raises(InputError) as refused:
        load_plan(path)
    return list(refused.value.problems)


@pytest.mark.parametrize(
    ("names", "why"),
    [
        ("More: {}\n  more: {}", "The scenario 'more' has the name of 'More'"),
        ("'a b': {}\n  'a  b': {}", "The scenario 'a  b' has the name of 'a b'"),
        ("caf\u00e9: {}\n  'cafe\u0301': {}", "The scenario 'cafe\u0301' has the name of 'caf\u00e9'"),
    ],
)
def test_names_that_differ_only_in_what_people_overlook_are_refused(names: str, why: str) -> None:
    (sentence,) = said(f"scenarios:\n  {names}\n")
    assert sentence.startswith(f"plan.yaml, line 3: {why}")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("grid: {coverage: [0.1, 10%]}", "line 1: coverage has the value 0.1 twice, as 10% too"),
        ("grid: {preset: [evidence, Evidence]}", "line 1: There is no preset called 'Evidence'"),
        ("grid: {horizon: [5], horizons: [1]}", "line 1: horizon and horizons are the same; write one of them."),
        ("horizon: 5\nhorizons: [1, 2]", "line 2: horizon and horizons are the same"),
        (
            "grid: {debt_advice.coverage: [0.1, 0.2], coverage: [0.3, 0.4]}",
            "line 1: coverage comes after debt_advice.c",
        ),
        (
            "design: {points: 4, ranges: {debt_advice.coverage: [0, 1], coverage: [0, 1]}}",
            "line 1: coverage comes after debt_advice.coverage and would set it anew",
        ),
        ("scenarios: {'Coverage=0.1': {}}\ngrid: {coverage: [0.1]}", "line 2: A scenario is called 'Coverage=0.1' alr"),
        ("design: {points: 4, ranges: {coverage: {from: 0, to: 1, points: 3}}}", "line 1: coverage must be {from: LOW"),
        ("grid: {coverage: {frm: 0, to: 1, points: 3}}", "line 1: coverage must be a list of values, or"),
        ("grid: {debt_advice: [1]}", "line 1: 'debt_advice' is an intervention; name one of its parameters"),
        (
            "debt_advise.coverage: 0.1",
            "line 1: There is no intervention called 'debt_advise'. Did you mean 'debt_advice",
        ),
        ("coverage:", "line 1: coverage has no value; give it one, or leave it out."),
        ("grid: {coverage: [0.1, null]}", "line 1: coverage has no value; give it one, or leave it out."),
        ("scenarios: {}", "line 1: scenarios is empty; name some, or leave it out."),
        ("scenarios:", "line 1: scenarios is empty; name some, or leave it out."),
        ("scenarios: [a]", "line 1: Entry 1 of scenarios is 'a'; it must be settings"),
        ("scenarios: {[a, b]: {}}", "line 1: a name is a list or holds entries; it must be plain text."),
        ("areas: [[Leeds, Kent], [Kent, Leeds]]", "line 1: Kent and Leeds is named twice (as Leeds and Kent too)"),
        (
            "areas: [8000035]",
            "line 1: areas holds the number 8000035; type a code as text, with its letters and zeros.",
        ),
        ("interventions: [all, debt_advice]", "line 1: 'all' stands for every intervention; write it alone."),
        ("name: [a]", "line 1: name is ['a']; it must be text."),
        ("draws: true", "line 1: draws is True; it must be a whole number."),
        ("scenarios: {a: {<<: 3}}", "line 1: << names something that holds no entries."),
    ],
)
def test_what_would_be_run_twice_or_not_at_all_is_one_sentence(text: str, why: str) -> None:
    (sentence,) = said(text)
    assert sentence.startswith(f"plan.yaml, {why}")


def test_a_long_circle_is_named_by_its_beginning_and_its_end() -> None:
    circle = "".join(f"  s{number}: {{builds_on: s{(number + 1) % 300}}}\n" for number in range(300))
    (sentence,) = said(f"scenarios:\n{circle}")
    assert sentence == (
        "plan.yaml, line 301: Circular: 's0' builds on 's1', which builds on 's2', which builds on 's3', which builds "
        "on 's4', which builds on 295 others one after another, which builds on 's0'."
    )


@pytest.mark.parametrize("digits", ["9" * 5000, "0x" + "9" * 50_000])
def test_a_number_without_end_is_shown_in_part(digits: str) -> None:
    (sentence,) = said(f"draws: {digits}")
    assert sentence.startswith("plan.yaml, line 1: draws is '")
    assert len(sentence) < 1100


SPLIT = "debt_advice=nsh:40%,local_government:60%"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"splits: ['{SPLIT}']\nscenarios: {{a: {{}}, b: {{coverage: 0.2}}}}", 1),
        (f"scenarios:\n  a:\n    splits:\n      - debt_advice=nhs:1\n      - {SPLIT}\n", 5),
        (f"scenarios:\n  a: {{runs: false}}\n  b:\n    splits: ['{SPLIT}']\n  c: {{builds_on: b}}\n", 4),
        (f"scenarios:\n  b:\n    splits: ['{SPLIT}']\n    runs: false\n  c: {{builds_on: b}}\n", 3),
        (f"grid:\n  coverage: [0.1, 0.2]\n  splits: ['{SPLIT}']\n", 3),
        (f"grid:\n  coverage: [0.1, 0.2]\nsplits: ['{SPLIT}']\n", 3),
        (f"scenarios:\n  b:\n    splits: '{SPLIT}'\n    preset: evidence\n", 3),
    ],
)
def test_a_faulty_split_is_said_once_on_its_own_line(text: str, line: int) -> None:
    (sentence,) = said(f"{text}\ninterventions: [debt_advice]\n")
    assert sentence == f"plan.yaml, line {line}: There is no sector called 'nsh'. Did you mean 'nhs'?"


def test_settings_that_clash_with_a_split_are_said_where_the_scenario_is() -> None:
    text = "interventions: [debt_advice]\nscenarios:\n  a:\n    payers: {nhs: 0.5}\n    splits: [debt_advice=nhs:1]\n"
    (sentence,) = said(text)
    assert sentence.startswith("plan.yaml, line 4: The payers' shares add up to 0.5")


def test_yaml_may_put_entries_beneath_others_and_they_give_way() -> None:
    text = (
        "scenarios:\n  a: &a {coverage: 0.2, price_year: '2022'}\n  b: &b {coverage: 0.3, preset: evidence}\n"
        "  c:\n    price_year: '2021'\n    <<: [*a, *b]\n"
    )
    scenario = read_plan(parse_yaml(text, "plan.yaml")).scenarios[2]
    assert scenario.settings == {"coverage": "0.2", "preset": "evidence", "price_year": "2021"}


def test_merges_that_name_one_another_again_and_again_are_refused_before_they_take_the_day() -> None:
    nested = "".join(f"k{n}: &k{n} {{<<: [{', '.join([f'*k{n - 1}'] * 10)}]}}\n" for n in range(1, 8))
    with pytest.raises(InputError, match="holds more than 500,000 values"):
        parse_yaml(f"k0: &k0 {{coverage: 0.1}}\n{nested}", "plan.yaml")


def test_a_character_that_yaml_does_not_allow_is_named_with_its_line() -> None:
    with pytest.raises(InputError, match="plan.yaml, line 2: not readable as YAML"):
        parse_yaml("draws: 100\nname: a\x07\n", "plan.yaml")


def test_a_column_that_is_no_setting_is_said_once_however_many_rows(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("scenario,covrage\r" + "".join(f"s{n},0.1\r" for n in range(50)) + "t,\r", encoding="utf-8")
    (sentence,) = refusals(path)
    assert sentence == "plan.csv, row 1, column covrage: There is no setting called 'covrage'. Did you mean 'coverage'?"


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("=0.1+0.1", "its formula has no result in the file"),
        (datetime(2024, 4, 1), "it holds a date or a time (01 April 2024); format the cell as text"),
        ("#N/A", "it shows the error #N/A"),
    ],
)
@pytest.mark.parametrize("column", ["A", "B"])
def test_a_cell_without_a_value_of_its_own_is_refused_and_never_taken_for_empty(
    tmp_path: Path, cell: object, why: str, column: str
) -> None:
    def fill(sheet: Worksheet, entries: Worksheet) -> None:
        sheet[f"{column}2"] = cell  # type: ignore[assignment]
        entries["B1"] = cell  # type: ignore[assignment]

    first, second = refusals(book(tmp_path, fill))
    assert {first[:40], second[:40]} == {
        f"plan.xlsx, sheet scenarios, cell {column}2: {why}"[:40],
        f"plan.xlsx, sheet sweep, cell B1: {why}"[:40],
    }
    assert why in first
    assert why in second


def test_rows_that_are_empty_at_the_end_are_none(tmp_path: Path) -> None:
    def fill(sheet: Worksheet, entries: Worksheet) -> None:
        for row in range(4, 40):
            sheet.cell(row, 1, " ")
        sheet.cell(500, 2).number_format = "0%"
        entries["B1"] = "Leeds; NHS Bath and North East Somerset, Swindon & Wiltshire ICB"

    plan = load_plan(book(tmp_path, fill))
    assert (len(plan.scenarios), len(plan.areas)) == (2, 2)


def book(folder: Path, fill: Callable[[Worksheet, Worksheet], None]) -> Path:
    """A workbook of two scenarios, and a sheet of entries that says the places."""
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "scenarios"
    for row in (["scenario", "coverage"], ["a", 0.1], ["b", "20%"]):
        sheet.append(row)
    entries = made.create_sheet("sweep")
    entries.append(["areas", "Leeds"])
    fill(sheet, entries)
    made.save(folder / "plan.xlsx")
    return folder / "plan.xlsx"


def test_a_damaged_workbook_that_two_scenarios_name_is_reported_once(tmp_path: Path) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 and no more")
    path = tmp_path / "plan.yaml"
    path.write_text("scenarios:\n  a: {workbook: bad.xlsx}\n  b:\n    workbook: bad.xlsx\n", encoding="utf-8")
    assert refusals(path) == [
        "plan.yaml, line 2, bad.xlsx: is not an Excel workbook (.xlsx).",
        "plan.yaml, line 4: bad.xlsx is named here too.",
    ]


def test_a_missing_table_keeps_nothing_else_from_being_checked(roi_model: CommandLine, tmp_path: Path) -> None:
    path, out = tmp_path / "plan.yaml", tmp_path / "out"
    text = "areas: [Leads]\nscenarios: gone.csv\ngrid:\n  builds_on: [more]\n  coverage: [0.1, 7]\n"
    path.write_text(text, encoding="utf-8")
    answer = roi_model("sweep", str(path), "--out", str(out))
    assert (answer.code, answer.out, out.exists()) == (2, "", False)
    lines = answer.err.splitlines()
    assert [line.split(":")[1] for line in lines] == [f" plan.yaml, line {number}" for number in (1, 2, 5)]
    assert "There is no file" in lines[1]
