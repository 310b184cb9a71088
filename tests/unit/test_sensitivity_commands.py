"""``roi-model sensitivity sobol`` and ``morris``, as typed."""

from __future__ import annotations

import pytest
from command_line import CommandLine

SOBOL, MORRIS = ("sensitivity", "sobol"), ("sensitivity", "morris")
HERE = ("debt_advice", "--area", "Leeds")


def test_sobol_writes_shares_with_and_without_interactions(roi_model: CommandLine) -> None:
    answer = roi_model(*SOBOL, *HERE, "--measure", "return")
    assert (answer.code, answer.err) == (0, "")
    assert "Share of the uncertainty in the return per £1 of debt advice (over 5 years), Leeds" in answer.out
    assert "about 0" in answer.out
    assert "Two numbers explain most of the uncertainty in the return per £1 of debt advice over 5 years" in answer.out
    # Twelve uncertain parameters: 1,024 · (12 + 2).
    assert "14,336 evaluations of its own" in answer.out


def test_sobol_gives_the_same_in_all_three_forms(roi_model: CommandLine) -> None:
    asked = (*SOBOL, *HERE, "--points", "64", "--second-order")
    content, rows = roi_model(*asked, "--format", "json").json, roi_model(*asked, "--format", "csv").csv
    assert content["analysis"] == {"method": "sobol", "evaluations": 64 * 26}
    assert [float(row["estimate"]) for row in rows] == [row["estimate"] for row in content["results"]]
    assert [row["order"] for row in rows] == ["first"] * 12 + ["total"] * 12 + ["second"] * (12 * 11 // 2)
    assert min(row["estimate"] for row in content["results"]) < 0
    table = roi_model(*asked).out
    assert "Share of each pair acting together; the other 56 are smaller" in table
    for note in (content["sentence"], *content["notes"]):
        assert " ".join(note.split()) in " ".join(table.replace("\n   ", " ").split())


def test_sobol_from_draws_has_no_interactions(roi_model: CommandLine) -> None:
    content = roi_model(*SOBOL, *HERE, "--from-draws", "--draws", "2000", "--format", "json").json
    assert content["analysis"] == {"method": "rbd-fast", "evaluations": 2000}
    assert {row["order"] for row in content["results"]} == {"first"}
    assert not any("evaluations of its own" in note for note in content["notes"])
    assert "With" not in roi_model(*SOBOL, *HERE, "--from-draws", "--draws", "2000").out.split(" - ")[0]


def test_the_figure_asked_for_is_the_one_analysed(roi_model: CommandLine) -> None:
    asked = (
        "--sector",
        "nhs",
        "--cash-only",
        "--undiscounted",
        "--measure",
        "cost",
        "--horizon",
        "3",
        "--payer",
        "nhs=1",
    )
    rows = roi_model(*SOBOL, *HERE, *asked, "--points", "64", "--format", "csv").csv
    assert {row["figure"] for row in rows} == {"programme cost, NHS, cash only, over 3 years"}
    shares = {row["parameter"]: float(row["estimate"]) for row in rows if row["order"] == "total"}
    assert max(shares, key=lambda name: shares[name]) == "advice_cost"
    assert shares["nhs_cost_per_case"] == 0


def test_what_the_user_fixes_no_longer_varies(roi_model: CommandLine) -> None:
    rows = roi_model(*SOBOL, *HERE, "--points", "64", "--set", "advice_cost=300@2015", "--format", "csv").csv
    assert "advice_cost" not in {row["parameter"] for row in rows}
    assert len(rows) == 2 * 11


def test_the_seed_changes_the_points(roi_model: CommandLine) -> None:
    asked = (*SOBOL, *HERE, "--points", "64", "--format", "csv")
    assert roi_model(*asked).out == roi_model(*asked).out
    assert roi_model(*asked).out != roi_model(*asked, "--seed", "1").out


def test_morris_writes_effects_in_the_unit_of_the_figure(roi_model: CommandLine) -> None:
    asked = (*MORRIS, *HERE, "--measure", "return", "--trajectories", "20")
    table = roi_model(*asked)
    assert (table.code, table.err) == (0, "")
    assert "What moves the return per £1 of debt advice (over 5 years), Leeds" in table.out
    content, rows = roi_model(*asked, "--format", "json").json, roi_model(*asked, "--format", "csv").csv
    assert content["analysis"] == {"method": "morris", "trajectories": 20, "evaluations": 20 * 13}
    assert [float(row["mu_star"]) for row in rows] == [row["mu_star"] for row in content["results"]]
    assert content["sentence"].startswith("The number that moves the return per £1 of debt advice over 5 years most is")


@pytest.mark.parametrize("command", [SOBOL, MORRIS])
def test_tables_fit_a_narrow_screen(
    roi_model: CommandLine, monkeypatch: pytest.MonkeyPatch, command: tuple[str, str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = roi_model(*command, *HERE).out
    assert max(len(line.rstrip()) for line in out.splitlines()) <= 80


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((*SOBOL, *HERE, "--points", "1000"), "points is 1000; it must be a power of two between 64 and 16,384, such"),
        ((*SOBOL, *HERE, "--points", "many"), "points is 'many'; it must be a number."),
        ((*SOBOL, *HERE, "--points", "64.5"), "points is 64.5; it must be a whole number."),
        ((*SOBOL, *HERE, "--from-draws", "--points", "64"), "--from-draws uses the draws of the simulation, and gives"),
        ((*SOBOL, *HERE, "--from-draws", "--second-order"), "leave out --points and --second-order, or --from-draws."),
        (
            (*SOBOL, *HERE, "--from-draws", "--draws", "500"),
            "draws is 500; shares of uncertainty from the draws of the",
        ),
        ((*SOBOL, *HERE, "--correlate", "advice_cost,risk_in_debt=0.5"), "cannot be used with --correlate"),
        ((*SOBOL, *HERE, "--measure", "return", "--sector", "education"), "Ask for --measure net, or for a wider"),
        ((*SOBOL, *HERE, "--sector", "education"), "so there is no uncertainty to explain."),
        ((*SOBOL, "debt", "--area", "Leeds"), "Did you mean 'debt_advice'?"),
        ((*MORRIS, *HERE, "--trajectories", "3"), "trajectories is 3; it must be between 10 and 10,000."),
        ((*MORRIS, *HERE, "--trajectories", "1e2.5"), "trajectories is '1e2.5'; it must be a number."),
        ((*MORRIS, *HERE, "--horizon", "0"), "horizon is 0; it must be a whole number of years between 1 and 100."),
    ],
)
def test_bad_input_gets_a_sentence(roi_model: CommandLine, words: tuple[str, ...], sentence: str) -> None:
    answer = roi_model(*words)
    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err
    assert len(answer.err.strip().splitlines()) == 1
