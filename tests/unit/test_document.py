from __future__ import annotations

from pathlib import Path

import pytest

from roi_model.inputs.document import Document, read_text
from roi_model.inputs.document_table import entries_document, parse_csv, table_document
from roi_model.inputs.document_text import parse_toml, parse_yaml
from roi_model.inputs.refusal import InputError


def refused(text: str, *, toml: bool = False) -> str:
    with pytest.raises(InputError) as error:
        (parse_toml if toml else parse_yaml)(text, "plan")
    return str(error.value)


def test_yaml_gives_plain_values_and_their_lines() -> None:
    found = parse_yaml("a: 1\nb:\n  c: [0.5, yes, 2024-25]\n  d:\n  e: {f: true, g: 1e-3}\nh: .inf\ni: 0o17\n", "plan")
    assert found.content == {
        "a": 1,
        "b": {"c": [0.5, "yes", "2024-25"], "d": None, "e": {"f": True, "g": 0.001}},
        "h": ".inf",
        "i": 15,
    }
    assert [found.at("a"), found.at("b", "c", 1), found.at("b", "e", "f")] == [
        "plan, line 1",
        "plan, line 3",
        "plan, line 5",
    ]


def test_what_has_no_line_stands_where_the_thing_that_holds_it_does() -> None:
    found = parse_yaml("a: 1\nb: {c: 2}\n", "plan")
    assert found.at("b", "c", "d", 3) == "plan, line 2"
    assert found.at("z") == "plan"


def test_every_name_that_stands_twice_is_a_problem_and_the_first_counts() -> None:
    found = parse_yaml("a: 1\na: 2\nb: {c: 1, c: 2}\n", "plan")
    assert found.content == {"a": 1, "b": {"c": 1}}
    assert found.problems == (
        "plan, line 2: 'a' stands twice; a name may stand only once.",
        "plan, line 3: 'c' stands twice; a name may stand only once.",
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: [1,\n", "plan, line 2: not readable as YAML"),
        ("a: b: c", "plan, line 1: not readable as YAML (mapping values are not allowed here)."),
        ("a: *nobody", "plan, line 1: not readable as YAML (found undefined alias"),
        ("a: &x [*x]", "plan, line 1: an entry refers to itself."),
        ("- 1", "plan: holds no named entries"),
        ("", "plan: holds no named entries"),
    ],
)
def test_unreadable_yaml_is_refused_with_its_line(text: str, why: str) -> None:
    assert refused(text).startswith(why)


def test_yaml_that_names_itself_again_and_again_is_refused_before_it_fills_the_memory() -> None:
    lists = "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 10)}]\n" for n in range(6))
    assert refused(f"a: &a [{','.join('x' * 10)}]\n{lists}").startswith("plan: holds more than 500,000 values")


def test_toml_gives_the_same_as_yaml_and_its_lines() -> None:
    text = (
        'draws = 100\n[scenarios.more]\ncoverage = 0.2 # a fifth\n"debt_advice.advice_cost" = "300@2024-25"\n'
        "[grid]\ncoverage = [0.1,\n 0.2]\nwhen = 2024-01-01\n"
    )
    found = parse_toml(text, "plan")
    assert found.content == {
        "draws": 100,
        "scenarios": {"more": {"coverage": 0.2, "debt_advice.advice_cost": "300@2024-25"}},
        "grid": {"coverage": [0.1, 0.2], "when": "2024-01-01"},
    }
    assert found.at("scenarios", "more", "debt_advice.advice_cost") == "plan, line 4"
    assert found.at("grid", "coverage", 1) == "plan, line 6"


def test_toml_counts_the_tables_of_an_array() -> None:
    found = parse_toml('[[scenarios]]\nname = "a"\n[[scenarios]]\nname = "b"\n[scenarios.payers]\nnhs = 1.0\n', "plan")
    assert found.at("scenarios", 1, "name") == "plan, line 4"
    assert found.at("scenarios", 1, "payers", "nhs") == "plan, line 6"


@pytest.mark.parametrize(
    ("text", "why"),
    [("a = \n", "plan, line 1: not readable as TOML (Invalid value)."), ("a = 1\na = 2\nb = 1\n", "plan, line 2: ")],
)
def test_unreadable_toml_is_refused_with_its_line(text: str, why: str) -> None:
    assert refused(text, toml=True).startswith(why)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_gives_a_named_entry_for_each_row_and_leaves_out_empty_cells(separator: str) -> None:
    text = "scenario,coverage,preset\nlow,0.1,\n,,\nhigh,20%,evidence\n".replace(",", separator)
    found = table_document(parse_csv(text, "plan.csv"), "plan.csv", "scenario")
    assert found.content == {"low": {"coverage": "0.1"}, "high": {"coverage": "20%", "preset": "evidence"}}
    assert found.at("high", "preset") == "plan.csv, row 4, column preset"
    assert found.problems == ()


def test_every_problem_of_a_table_is_noted_with_its_row() -> None:
    rows: list[list[object]] = [
        ["scenario", "coverage", "coverage", ""],
        ["a", 0.1, None, "x"],
        ["a", 0.2],
        [" ", 0.3],
        ["b", 1, 2, None, "y"],
    ]
    assert table_document(rows, "plan.csv", "scenario").problems == (
        "plan.csv, row 1: the column 'coverage' stands twice.",
        "plan.csv, row 2: 'x' stands under no heading.",
        "plan.csv, row 3: 'a' stands twice; a name may stand only once.",
        "plan.csv, row 4: the column 'scenario' is empty; every row needs a name.",
        "plan.csv, row 5: 'y' stands under no heading.",
    )


@pytest.mark.parametrize("rows", [[["name", "coverage"]], []])
def test_a_table_without_its_column_of_names_is_refused(rows: list[list[str]]) -> None:
    with pytest.raises(InputError, match="plan.csv, row 1: there is no column 'scenario'"):
        table_document(rows, "plan.csv", "scenario")


def test_an_open_quote_in_a_csv_file_is_refused() -> None:
    with pytest.raises(InputError, match="plan.csv, line 2: not readable as CSV"):
        parse_csv('scenario\n"a\n', "plan.csv")


def test_entries_of_a_table_are_a_name_and_a_value_each() -> None:
    found = entries_document([["draws", 100.0], [None, None], ["areas", "all ICBs"], ["draws", 1], ["x"]], "plan.xlsx")
    assert found.content == {"draws": 100.0, "areas": "all ICBs"}
    assert found.problems == (
        "plan.xlsx, row 4: 'draws' stands twice; a name may stand only once.",
        "plan.xlsx, row 5: holds 1 cells; it must hold a name and a value.",
    )


def test_a_part_may_come_from_another_file_which_its_lines_then_name() -> None:
    table = table_document([["scenario", "coverage"], ["a", 0.1]], "table.csv", "scenario")
    whole = Document("plan.yaml", {"draws": 9}, {("draws",): "plan.yaml, line 1"}).within("scenarios", table)
    assert whole.content == {"draws": 9, "scenarios": {"a": {"coverage": 0.1}}}
    assert whole.at("scenarios", "a", "coverage") == "table.csv, row 2, column coverage"


def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes("Café: 1".encode("latin-1"))
    for name, why in (("none.yaml", "There is no file"), (".", "is a folder"), ("latin.yaml", "is not text in UTF-8")):
        with pytest.raises(InputError, match=why):
            read_text(tmp_path / name)


def test_a_byte_order_mark_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_bytes(b"\xef\xbb\xbfscenario\n")
    assert read_text(tmp_path / "plan.csv") == "scenario\n"
