"""``roi-model voi`` and ``roi-model acceptability`` from the command line."""

import json
from collections.abc import Callable

import pytest
from cyclopts import App

from roi_model.analysis.information import value as information
from roi_model.analysis.information.nested import NestedSize
from roi_model.cli.acceptability_command import acceptability_command
from roi_model.cli.voi_command import voi_command
from roi_model.inputs.refusal import InputError

COMMANDS: dict[str, Callable[..., None]] = {"voi": voi_command, "acceptability": acceptability_command}
PAIR = "debt_advice loneliness --area Leeds --budget 1,000,000 --draws 1000"

Write = Callable[[str], str]


@pytest.fixture
def write(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Write:
    """Run a command line and return what it wrote to standard output; any nested simulation is a small one."""
    monkeypatch.setattr(information, "NestedSize", lambda: NestedSize(40, 20))

    def run(line: str) -> str:
        app = App()
        for name, command in COMMANDS.items():
            app.command(command, name=name)
        app(line.split(" "), exit_on_error=False, print_error=False, result_action="return_value")
        written = capsys.readouterr()
        assert written.err == ""
        return written.out

    return run


def test_the_table_begins_with_the_sentence_and_ends_with_the_record(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = write(f"voi {PAIR} --years 5")
    words = " ".join(text.split())
    assert words.startswith("- Today the best is ")
    assert "Knowing everything for certain before spending £1.00m in Leeds would be worth at most £" in words
    assert "If the same choice comes up in each of 5 years" in words
    assert max(map(len, text.splitlines())) <= 80
    assert "Everything (EVPI)" in text
    assert "None of them" in text
    assert "The value of knowing one parameter or a group (EVPPI)" in words
    assert "1,000 draws, seed 2017. roi-model" in words.replace("roi- model", "roi-model")


def test_json_has_record_sentence_options_and_values(write: Write) -> None:
    content = json.loads(write(f"voi {PAIR} --group costs=advice_cost,service_cost --format json"))
    assert set(content) == {"run", "sentence", "notes", "options", "results"}
    assert set(content["run"]["versions"]) >= {"numpy", "scipy", "scikit-learn"}
    assert [row["option"] for row in content["options"]] == ["none", "debt_advice", "loneliness"]
    everything, costs, *_ = content["results"]
    assert everything["level"] == "everything"
    assert costs["name"] == "costs"
    assert 0 <= costs["value"] <= everything["value"]
    assert everything["value_over_years"] == everything["value"]
    assert {row["horizon"] for row in content["results"]} == {5}


def test_csv_has_a_row_for_every_parameter(write: Write) -> None:
    lines = write("voi debt_advice --area Leeds --draws 500 --format csv").splitlines()
    assert lines[0].startswith("area,budget,horizon,level,name,label,value,standard_error,")
    assert len(lines) == 1 + 1 + 4 + 12  # heading, everything, four groups, twelve parameters


def test_a_sector_and_cash_alone_can_be_asked_about(write: Write) -> None:
    text = write("voi debt_advice --area Leeds --draws 500 --sector local_government --cash-only")
    assert "The choice in Leeds, for local government over 5 years (cash only)" in text
    assert "The choice is to fund the intervention at its coverage, or not." in text


def test_one_intervention_keeps_its_published_horizon(write: Write) -> None:
    assert "over 2 years" in write("acceptability collaborative_care --area Leeds --draws 500")
    assert "over 3 years" in write("acceptability collaborative_care --area Leeds --draws 500 --horizon 3")


def test_acceptability_by_return_has_sentence_curve_and_definitions(write: Write) -> None:
    text = write(f"acceptability {PAIR} --threshold 1 --threshold 2")
    words = " ".join(text.split())
    assert words.startswith("- Debt advice is the best choice on average at a return per £1 of £1.00 to £2.00")
    assert "need not be the highest" in words
    assert "No threshold is a pass mark." in words


def test_acceptability_by_price_of_a_qaly(write: Write) -> None:
    content = json.loads(write("acceptability collaborative_care --per qaly --draws 500 --format json"))
    assert content["sentence"].startswith("Collaborative care is the best choice on average at a price per QALY of £0")
    by_threshold: dict[float, float] = {}
    for row in content["results"]:
        by_threshold[row["threshold"]] = by_threshold.get(row["threshold"], 0) + row["chance_highest"]
    assert list(by_threshold.values()) == pytest.approx([1.0] * 9)
    assert write("acceptability collaborative_care --per qaly --draws 500 --format csv").startswith("area,budget,")


BAD = {
    "voi --area Leeds": "A choice between interventions needs a budget that each would have",
    "voi debt_advice --budget 0": "The budget is £0; it must be above 0.",
    "voi debt_advice --budget much": "budget is 'much'; it must be a number.",
    "voi debt_advice --budget 1000 --coverage 0.2": "--coverage and --budget cannot be asked for together",
    "voi debt_advice --measure return": "--measure is return; a choice between options is made by net alone.",
    "voi debt_advice --years 0": "years is 0; it must be a whole number between 1 and 100.",
    "voi debt_advice --years 1.5": "years is 1.5; it must be a whole number between 1 and 100.",
    "voi debt_advice --group mine": "--group is 'mine'; it must be of the form NAME=PARAMETER,PARAMETER.",
    "voi debt_advice --group mine=advise_cost": "There is no uncertain parameter called 'advise_cost'. Did you mean",
    "voi debt_advice --draws 50": "needs at least 60 draws; there are 50.",
    "voi debt_advice --correlate advice_cost,over_indebted=0.5": "leave out --correlate",
    "acceptability debt_advice --threshold=-1": "The threshold -1 is not allowed; it must be a number of 0 or more.",
    "acceptability debt_advice --per qaly": "No QALYs are known for debt_advice",
}


@pytest.mark.parametrize("line", BAD)
def test_bad_input_is_refused_in_a_sentence(write: Write, line: str) -> None:
    with pytest.raises(InputError) as refusal:
        write(line)
    assert BAD[line] in str(refusal.value)
