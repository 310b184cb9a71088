"""``roi-model portfolio``: the same numbers as a table, as CSV and as JSON, and what it refuses."""

import pytest
from command_line import CommandLine

from roi_model.outputs.words import coverage, pounds

ASKED = ("portfolio", "--area", "Leeds", "--draws", "60")
PORTFOLIO = (*ASKED, "--points", "4")
BUDGET = ("--budget", "50000000")
LIMITED = (*BUDGET, "--budget", "nhs=3000000", "--floor", "nhs=0", "--must", "suicide_prevention", "--least", "5%")


def test_table_csv_and_json_agree(roi_model: CommandLine) -> None:
    rows = roi_model(*PORTFOLIO, *LIMITED, "--format", "csv").csv
    content = roi_model(*PORTFOLIO, *LIMITED, "--format", "json").json
    results = content["results"]
    assert len(rows) == len(results)
    for row, result in zip(rows, results, strict=True):
        assert (row["part"], row["measure"]) == (result["part"], result["measure"])
        assert row["mean"] == ("" if result["mean"] is None else repr(float(result["mean"])))
    table = roi_model(*PORTFOLIO, *LIMITED).out
    best = [r for r in results if r["choice"] == "best" and r["part"] == "choice"]
    for row in best:
        if row["measure"] == "coverage" and row["mean"]:
            assert coverage(row["mean"]) in table
        if row["measure"] in {"programme_cost", "net_present_value"}:
            assert pounds(row["mean"]) in table
    for row in results:
        if row["part"] == "frontier" and row["measure"] == "net_present_value":
            assert pounds(row["budget"]) in table
            assert pounds(row["mean"]) in table
    assert content["limits"]["must"] == {"suicide_prevention": None}
    assert len(content["sentences"]) == 7


def test_the_parts_of_the_choice_add_up(roi_model: CommandLine) -> None:
    results = roi_model(*PORTFOLIO, *BUDGET, "--format", "json").json["results"]
    best = [r for r in results if r["choice"] == "best" and r["part"] == "choice"]
    for measure in ("programme_cost", "net_present_value"):
        (whole,) = [r["mean"] for r in best if r["measure"] == measure and r["intervention"] == "portfolio"]
        parts = [r["mean"] for r in best if r["measure"] == measure and r["intervention"] != "portfolio"]
        assert whole == pytest.approx(sum(parts), rel=1e-9)
    frontier = [r for r in results if r["part"] == "frontier" and r["measure"] == "net_present_value"]
    assert len(frontier) == 4
    assert [r["mean"] for r in frontier] == sorted(r["mean"] for r in frontier)


def test_steps_least_most_and_diminishing_reach_are_kept(roi_model: CommandLine) -> None:
    bands = ("workplace_wellbeing=10%:80%", "workplace_wellbeing=20%:50%")
    words = ["--step", "debt_advice=10%", "--most", "30%", "--exclude", "workplace_stress"]
    words += [word for band in bands for word in ("--diminishing", band)]
    results = roi_model(*PORTFOLIO, *BUDGET, *words, "--format", "json").json["results"]
    shares = {r["intervention"]: r["mean"] for r in results if r["measure"] == "coverage" and r["choice"] == "best"}
    assert "workplace_stress" not in shares
    assert max(shares.values()) <= 0.3
    assert min(abs(shares["debt_advice"] - step) for step in (0, 0.1, 0.2, 0.3)) < 1e-12


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "A portfolio needs a budget; add one, such as --budget 1000000."),
        (("--budget", "much"), "budget is 'much'; it must be a number."),
        (("--budget", "nhs="), "--budget is 'nhs='; it must be of the form KEY=NUMBER."),
        ((*BUDGET, "--points", "0"), "points is 0; it must be a whole number between 1 and 200."),
        ((*BUDGET, "--floor", "5"), "--floor is '5'; it must be of the form KEY=AMOUNT."),
        ((*BUDGET, "--coverage", "20%"), "--coverage is decided by the portfolio"),
        ((*BUDGET, "--diminishing", "debt_advice=30%"), "it must be of the form NAME=BEYOND:EFFECT."),
        ((*BUDGET, "--least", "depth_advice=5%"), "Did you mean 'debt_advice'?"),
        (
            ("--budget", "1000000", "--must", "debt_advice"),
            "The budget of £1.00m and Debt advice at 10% or more cannot both be met.",
        ),
        ((*BUDGET, "--floor", "education=90000000"), "The most that education can have is £"),
    ],
)
def test_bad_input_and_limits_that_clash_are_refused_in_a_sentence(
    roi_model: CommandLine, words: tuple[str, ...], sentence: str
) -> None:
    answer = roi_model(*ASKED, *words)
    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err


@pytest.mark.parametrize("width", ["80", "120"])
def test_no_line_is_wider_than_the_screen(roi_model: CommandLine, width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    out = roi_model(*PORTFOLIO, *LIMITED, "--area", "Bradford", "--apart").out
    assert max(map(len, out.splitlines())) <= int(width)
    assert "…" not in out
