"""The command line, for people and for programs."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Answer, CommandLine

from roi_model.analysis.comparison import compare
from roi_model.analysis.request import Request
from roi_model.analysis.scenario import Scenario, build_pairs
from roi_model.engine.analysis import AlsoCount, Analysis
from roi_model.engine.catalogue import INTERVENTION_NAMES, load_intervention
from roi_model.engine.discounting import schedule_names
from roi_model.engine.evaluation import evaluate
from roi_model.inputs.area import find_area
from roi_model.inputs.area_table import places
from roi_model.inputs.assignment import parse_assignment
from roi_model.inputs.evidence_file import evidence_file
from roi_model.inputs.parameter_set import parameter_set
from roi_model.outputs.record.run_record import run_record
from roi_model.outputs.tables import comparison_table, yearly_table
from roi_model.outputs.words import years

NUMBERS = ("base_case", "mean", "low", "high", "standard_error", "low_error", "high_error")
COMMAND = Path(sys.executable).parent / "roi-model"
COMPARE = ("compare", "--area", "Leeds", "--draws", "50")
RUN = ("run", "debt_advice", "--area", "Leeds", "--draws", "50")
OTHERS = (("list",), ("areas", "york"), ("parameters", "debt_advice"), ("schedules",))
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def done(answer: Answer) -> Answer:
    assert (answer.code, answer.err) == (0, "")
    return answer


@pytest.mark.parametrize("format_", ["table", "csv", "json"])
def test_the_installed_command_runs_when_piped(format_: str) -> None:
    words = [str(COMMAND), *COMPARE, "--horizon", "3", "--format", format_]
    found = subprocess.run(words, capture_output=True, text=True, check=True, encoding="utf-8", timeout=60)
    assert found.stderr == ""
    assert not CONTROL.search(found.stdout)
    if format_ != "table":
        assert all(name in found.stdout for name in INTERVENTION_NAMES)
    else:
        first_words = [load_intervention(name).title.split()[0] for name in INTERVENTION_NAMES]
        assert all(word in found.stdout for word in first_words)


def test_json_of_a_comparison_holds_the_numbers_of_the_engine_to_the_last_bit(roi_model: CommandLine) -> None:
    found = done(roi_model(*COMPARE, "--horizon", "5", "--format", "json")).json
    analysis = Analysis(draws=50)
    rows = compare(build_pairs(INTERVENTION_NAMES, find_area(["Leeds"]), Scenario()), analysis, (5,))
    expected = comparison_table(rows)
    assert len(found["results"]) == len(expected)
    for kept, row in zip(found["results"], expected.to_dict("records"), strict=True):
        for column, value in row.items():
            missing = value is None or value != value  # noqa: PLR0124 - not a number differs from itself
            assert kept[column] == (None if missing else value)
    asked = Request(areas=("Leeds",), horizon=5, draws=50)
    record = run_record([row.figures.case for row in rows], analysis, asked, "compare")
    assert found["run"] == record.as_dict()
    assert found["run"]["command"] == "roi-model compare --area Leeds --horizon 5 --draws 50"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (COMPARE, "results"),
        ((*COMPARE, "--all-horizons"), "results"),
        (RUN, "lines"),
        (("list",), "interventions"),
        (("areas",), "areas"),
        (("parameters", "debt_advice", "--area", "Leeds"), "parameters"),
        (("schedules",), "schedules"),
    ],
)
def test_csv_and_json_hold_the_same(roi_model: CommandLine, words: tuple[str, ...], key: str) -> None:
    rows = done(roi_model(*words, "--format", "csv")).csv
    records = done(roi_model(*words, "--format", "json")).json[key]
    assert len(rows) == len(records) > 0
    for row, record in zip(rows, records, strict=True):
        assert list(row) == list(record)
        for column, value in record.items():
            if isinstance(value, int | float) and not isinstance(value, bool):
                assert float(row[column]) == value
            else:
                assert row[column] == (value or "")


def test_lines_of_a_run_are_those_of_the_engine(roi_model: CommandLine) -> None:
    found = done(roi_model(*RUN, "--format", "json")).json
    ((case, _),) = build_pairs(["debt_advice"], find_area(["Leeds"]), Scenario())
    expected = yearly_table(evaluate(case, Analysis(draws=50), (5,))).to_dict("records")
    assert found["lines"] == expected


def test_options_reach_the_engine(roi_model: CommandLine) -> None:
    words = [
        "compare", "debt_advice", "--area", "Leeds", "--area", "Bradford", "--horizon", "3", "--coverage", "20%",
        "--set", "advice_cost=300:250:360@2015", "--preset", "evidence", "--payer", "nhs=0.5", "--payer",
        "education=50%", "--perspective", "public_sector", "--price-year", "2015", "--schedule", "review-2026",
        "--also-count", "qalys", "--draws", "60", "--seed", "7", "--format", "json",
    ]  # fmt: skip
    found = done(roi_model(*words)).json
    scenario = Scenario(
        "evidence",
        assignments=(parse_assignment("coverage=0.2"), parse_assignment("advice_cost=300:250:360@2015")),
        payers={"nhs": 0.5, "education": 0.5},
    )
    analysis = Analysis("2015", "review-2026", "public_sector", AlsoCount.QALYS, 60, 7)
    rows = compare(build_pairs(["debt_advice"], find_area(["Leeds", "Bradford"]), scenario), analysis, (3,))
    assert run_record([rows[0].figures.case], analysis).as_dict().items() <= found["run"].items()
    returned = rows[0].figures.return_per_pound
    assert returned is not None
    (record,) = [one for one in found["results"] if one["measure"] == "return_per_pound" and not one["sector"]][:1]
    assert (record["mean"], record["low"], record["horizon"]) == (returned.mean, returned.low, 3)


def test_TV_32_the_same_command_gives_the_same_bytes(roi_model: CommandLine) -> None:
    first, second = (done(roi_model(*COMPARE, "--format", "csv")).out for _ in range(2))
    assert first == second
    assert done(roi_model(*COMPARE, "--seed", "3", "--format", "csv")).out != first


@pytest.mark.parametrize("words", [COMPARE, (*COMPARE, "--all-horizons"), RUN, *OTHERS])
@pytest.mark.parametrize("columns", ["80", "120"])
def test_tables_fit_the_width_and_hold_no_control_characters(
    roi_model: CommandLine, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    found = done(roi_model(*words)).out
    assert max(map(len, found.splitlines())) <= int(columns)
    assert not CONTROL.search(found)
    assert "…" not in found


def test_every_line_of_a_long_run_fits_80_columns(roi_model: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name in INTERVENTION_NAMES:
        found = done(roi_model("run", name, "--draws", "20", "--horizon", "10")).out
        assert max(map(len, found.splitlines())) <= 80


def test_a_comparison_names_all_eight_and_where(roi_model: CommandLine) -> None:
    found = " ".join(done(roi_model(*COMPARE)).out.split())
    assert "Leeds: costs and benefits" in found
    assert "Green Book 2026 discounting; societal perspective; 50 draws, seed 2017." in found
    assert "No figure is a pass mark" in found  # GB-07


def test_the_matrix_shows_six_horizons(roi_model: CommandLine) -> None:
    found = done(roi_model(*COMPARE, "--all-horizons", "--format", "csv")).csv
    assert {row["horizon"] for row in found} == {"1", "2", "3", "4", "5", "10"}


def test_a_run_says_what_is_not_counted(roi_model: CommandLine) -> None:
    found = " ".join(done(roi_model(*RUN)).out.split())
    assert "Not counted: Debt recovered by creditors" in found


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_CH_01_a_run_says_what_a_reader_of_an_economic_evaluation_must_know(roi_model: CommandLine, name: str) -> None:
    # Of CHEERS 2022: 5 population, 7 comparator, 8 perspective, 9 horizon, 10 discount rate, 15 price year, 20 and 24
    # uncertainty, 23 main results.
    found = " ".join(done(roi_model("run", name, "--draws", "20")).out.split())
    intervention = load_intervention(name)
    for said in (
        intervention.title,
        intervention.population,
        intervention.comparator,
        "societal perspective",
        f"over {years(evidence_file(name).description.published.horizon)}",
        "Green Book 2026 discounting",
        "Prices of 2024-25",
        "20 draws, seed 2017",
        "95% interval",
        "Chance",
    ):
        assert said in found


def test_lists_are_complete(roi_model: CommandLine) -> None:
    assert [row["name"] for row in done(roi_model("list", "--format", "csv")).csv] == list(INTERVENTION_NAMES)
    assert [row["code"] for row in done(roi_model("areas", "--format", "csv")).csv] == [one.code for one in places()]
    assert {row["name"] for row in done(roi_model("schedules", "--format", "csv")).csv} == set(schedule_names())
    rows = done(roi_model("parameters", "loneliness", "--preset", "evidence", "--format", "csv")).csv
    assert {row["name"]: float(row["value"]) for row in rows} == {p.name: p.value for p in parameter_set("loneliness")}
    assert all(row["citation"] for row in rows)


def test_GB_05_every_schedule_can_be_asked_for(roi_model: CommandLine) -> None:
    for name in schedule_names():
        words = ("run", "loneliness", "--draws", "20", "--schedule", name, "--format", "json")
        assert done(roi_model(*words)).json["run"]["schedule"] == name


@pytest.mark.parametrize(("place", "residents"), [("City of London", "13,462"), ("Isles of Scilly", "2,229")])
def test_small_places_have_results_with_a_warning(roi_model: CommandLine, place: str, residents: str) -> None:
    found = done(roi_model("compare", "--area", place, "--draws", "20", "--format", "json")).json
    assert any(f"{place}: {residents} residents are too few for reliable rates" in note for note in found["notes"])
    returns = [one for one in found["results"] if one["measure"] == "return_per_pound" and one["preset"] == "phe-2017"]
    assert {one["intervention"] for one in returns} == set(INTERVENTION_NAMES)
    assert all(one["mean"] > 0 for one in returns)


def test_figures_typed_for_some_interventions_leave_the_others_out_and_say_so(roi_model: CommandLine) -> None:
    found = done(roi_model("compare", "--population", "adults=1000", "--draws", "20", "--format", "json")).json
    assert {one["intervention"] for one in found["results"]} == {"debt_advice", "collaborative_care"}
    left_out = [note for note in found["notes"] if "is left out" in note]
    assert len(left_out) == 6
    assert all("--population" in note for note in left_out)


def test_a_sector_that_pays_nothing_has_null_and_not_a_number(roi_model: CommandLine) -> None:
    words = ("compare", "debt_advice", "--perspective", "nhs", "--draws", "20")
    found = done(roi_model(*words, "--format", "json")).json["results"]
    ratios = [one for one in found if one["measure"] == "return_per_pound" and not one["sector"]]
    assert [one["mean"] for one in ratios] == [None, None]
    assert "not defined" in done(roi_model(*words)).out


def test_a_programme_that_reaches_nobody_is_shown(roi_model: CommandLine) -> None:
    words = ("compare", "--coverage", "0", "--draws", "20", "--horizon", "5")
    assert "not defined" in done(roi_model(*words)).out
    assert done(roi_model(*words, "--format", "json")).json["results"]
    assert done(roi_model("run", "loneliness", "--coverage", "0", "--draws", "20")).out


@pytest.mark.parametrize("format_", ["table", "csv", "json"])
def test_validation_is_shown_and_writes_nothing_outside_a_checkout(
    roi_model: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, format_: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    found = done(roi_model("validate", "--format", format_))
    assert list(tmp_path.iterdir()) == []
    if format_ == "json":
        assert [one["subject"] for one in found.json["headlines"]] == list(INTERVENTION_NAMES)
    elif format_ == "csv":
        assert {row["subject"] for row in found.csv} >= set(INTERVENTION_NAMES)
    else:
        assert max(map(len, found.out.splitlines())) <= 80


def test_a_reader_that_has_gone_is_no_error() -> None:
    command = subprocess.Popen([COMMAND, "areas"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ)
    assert command.stdout is not None
    assert command.stderr is not None
    command.stdout.close()
    errors = command.stderr.read()
    command.stderr.close()
    command.wait(timeout=60)
    assert b"Traceback" not in errors


def test_help_and_version(roi_model: CommandLine) -> None:
    assert done(roi_model("--version")).out.strip()
    for command in ("compare", "run", "list", "areas", "parameters", "schedules", "validate"):
        assert command in done(roi_model("--help")).out
        assert "--format" in done(roi_model(command, "--help")).out


def test_the_method_of_sampling_and_correlations_are_recorded(roi_model: CommandLine) -> None:
    words = (
        "run",
        "debt_advice",
        "--method",
        "sobol",
        "--correlate",
        "advice_cost,risk_in_debt=0.5",
        "--format",
        "json",
    )
    run = roi_model(*words).json["run"]
    assert (run["method"], run["draws"]) == ("sobol", 8192)
    assert run["correlation"] == {"debt_advice.risk_in_debt, debt_advice.advice_cost": 0.5}


def test_draws_are_added_until_the_error_is_small(roi_model: CommandLine) -> None:
    content = roi_model("compare", "debt_advice", "--draws", "500", "--until-error", "0.02", "--format", "json").json
    assert content["run"]["draws"] > 500
    (row,) = [
        row
        for row in content["results"]
        if row["measure"] == "return_per_pound" and row["preset"] == "phe-2017" and not row["sector"]
    ]
    assert row["standard_error"] <= 0.02
