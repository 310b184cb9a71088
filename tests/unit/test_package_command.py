"""``roi-model package``: the same numbers as a table, as CSV and as JSON, and what it refuses."""

import pytest
from command_line import CommandLine

from roi_model.outputs.words import pounds

PACKAGE = ("package", "debt_advice", "workplace_stress", "workplace_wellbeing", "--area", "Leeds", "--draws", "50")


def test_table_csv_and_json_agree(roi_model: CommandLine) -> None:
    rows = roi_model(*PACKAGE, "--format", "csv").csv
    results = roi_model(*PACKAGE, "--format", "json").json["results"]
    assert len(rows) == len(results)
    for row, result in zip(rows, results, strict=True):
        assert row["measure"] == result["measure"]
        assert row["mean"] == ("" if result["mean"] is None else repr(float(result["mean"])))
    table = roi_model(*PACKAGE).out
    for measure in ("programme_cost", "benefits_alone", "benefits_taken_out", "net_present_value"):
        (whole,) = [
            r for r in results if r["intervention"] == "package" and r["measure"] == measure and not r["sector"]
        ]
        assert pounds(whole["mean"]) in table


def test_what_is_taken_out_names_outcome_people_and_who_else(roi_model: CommandLine) -> None:
    content = roi_model(*PACKAGE, "--format", "json").json
    taken = [
        r for r in content["results"] if r["measure"] == "averted_taken_out" and r["intervention"] == "debt_advice"
    ]
    assert [(r["outcome"], r["people"], r["also_claimed_by"], r["unit"]) for r in taken] == [
        ("depression or anxiety", "adults", "workplace_stress (depression or anxiety)", "person-years")
    ]
    parts = [r["mean"] for r in content["results"] if r["measure"] == "benefits_taken_out" and not r["outcome"]]
    assert parts[0] == pytest.approx(sum(parts[1:]), rel=1e-12)
    assert len(content["taken_out"]) == 4
    assert content["sentence"].startswith("Debt advice, Workplace stress prevention and Workplace wellbeing in Leeds")


def test_areas_apart_stand_in_their_own_rows_and_together_in_one(roi_model: CommandLine) -> None:
    two = ("--area", "Bradford", "--format", "csv")
    together, apart = roi_model(*PACKAGE, *two).csv, roi_model(*PACKAGE, *two, "--apart").csv
    assert {row["area"] for row in together} == {"Leeds and Bradford"}
    assert {row["area"] for row in apart} == {"Leeds; Bradford", "Leeds", "Bradford"}
    coverage = {row["coverage"] for row in apart if row["intervention"] == "debt_advice"}
    assert coverage == {"0.1"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--area", "West Yorkshire ICB", "--apart"), "so people would be counted twice"),
        (("--separately", "council"), "'council'"),
        (("--area", "Bradford", "--apart", "--population", "adults=1000"), "Figures are typed for one place"),
        (("--coverage", "2"), "coverage is 2"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(roi_model: CommandLine, words: tuple[str, ...], sentence: str) -> None:
    answer = roi_model(*PACKAGE, *words)
    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err


@pytest.mark.parametrize("width", ["80", "120"])
def test_no_line_is_wider_than_the_screen(roi_model: CommandLine, width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    out = roi_model(*PACKAGE, "--area", "Bradford", "--apart").out
    assert max(map(len, out.splitlines())) <= int(width)
    assert "…" not in out


@pytest.mark.parametrize("command", ["package", "pool"])
def test_an_intervention_that_is_named_twice_is_said_to_count_once(roi_model: CommandLine, command: str) -> None:
    answer = roi_model(command, "debt_advice", "debt_advice", "loneliness", "--area", "Leeds", "--draws", "50")
    assert answer.code == 0
    assert " ".join(answer.out.split()).count("Debt advice is named twice; it counts once.") == 1
