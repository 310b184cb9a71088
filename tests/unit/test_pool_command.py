"""`roi-model pool` and `roi-model positions`: the same numbers in every form, plain words, clear refusals."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from command_line import Answer, CommandLine

from roi_model.analysis.estimate import Chance
from roi_model.analysis.pooling.partner import Partner
from roi_model.analysis.pooling.rule import Rule
from roi_model.engine.sector import Sector
from roi_model.outputs.words import chance_in_words, pounds

FEW = ("--draws", "200")
ICB = ("collaborative_care", "debt_advice", "--area", "Leeds", "--area", "Bradford", "--apart")
POOL = ("pool", *ICB, "--separately", "local_government", "--chance", "60%", *FEW)
POSITIONS = ("positions", *ICB, "--separately", "local_government", *FEW)


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen on which no table is split."""
    monkeypatch.setenv("COLUMNS", "400")


def section(out: str, title: str) -> list[list[str]]:
    """The cells of the rows of one table; of a row of two lines the first."""
    lines = out.split(title, 1)[1].splitlines()
    rule = next(number for number, line in enumerate(lines) if line.strip().startswith("---"))
    rows = []
    for line in lines[rule + 1 :]:
        if not line.strip():
            break
        if not line.startswith("  "):  # the second line of a cell has no name before it
            rows.append(re.split(r"\s{2,}", line.strip()))
    return rows


def figures(answer: Answer, **wanted: str) -> Iterator[dict[str, str]]:
    yield from (row for row in answer.csv if all(row[name] == value for name, value in wanted.items()))


def label(row: dict[str, str]) -> str:
    return Partner(Sector(row["sector"]), row["place"]).label


@pytest.mark.usefixtures("wide")
def test_table_csv_and_json_of_a_pool_hold_the_same_numbers(roi_model: CommandLine) -> None:
    table, csv, json = (roi_model(*POOL, "--format", form) for form in ("table", "csv", "json"))
    assert_json_is_csv(json, csv)
    given = [rule for rule in Rule if any(figures(csv, rule=rule.value, measure="contribution"))]
    assert len(given) >= 7
    paid = section(table.out, "Who pays over 5 years")
    net = section(table.out, "Net over 5 years, with its 95% interval, by rule: all value")
    chances = section(table.out, "Chance of being in credit after 5 years, by rule: all value")
    for number, rule in enumerate(given):
        wanted = {"rule": rule.value, "basis": "economic", "year": "5"}
        for row in figures(csv, measure="contribution", **wanted):
            if label(row) == "Individuals":  # who pay nothing under any rule, and have no row
                assert float(row["mean"]) == 0
                continue
            cell = next(cells for cells in paid if cells[0] == label(row))[1 + number]
            (share,) = figures(csv, rule=rule.value, measure="share_of_cost", sector=row["sector"], place=row["place"])
            shown = f"{pounds(float(row['mean']))}, {float(share['mean']):.0%}"
            assert cell == (shown if float(row["mean"]) else "–")
        for row in figures(csv, measure="net", **wanted):
            cell = next(cells for cells in net if cells[0] == label(row))[1 + number]
            assert cell == pounds(float(row["mean"]))
        for row in figures(csv, measure="chance_in_credit", **wanted):
            cell = next(cells for cells in chances if cells[0] == label(row))[1 + number]
            assert cell == chance_in_words(Chance(float(row["mean"]), float(row["standard_error"])))


@pytest.mark.usefixtures("wide")
def test_table_csv_and_json_of_positions_hold_the_same_numbers(roi_model: CommandLine) -> None:
    table, csv, json = (roi_model(*POSITIONS, "--format", form) for form in ("table", "csv", "json"))
    assert_json_is_csv(json, csv)
    rows = {cells[0]: cells for cells in section(table.out, "The economic case over 5 years")}
    by_year = {cells[0]: cells for cells in section(table.out, "end of each year, with its 95% interval: all value")}
    assert (
        set(rows)
        == set(by_year)
        == {
            "NHS",
            "Local government, Leeds",
            "Local government, Bradford",
            "Exchequer",
            "Individuals",
            "All partners",
        }
    )
    for name, cells in rows.items():
        sector, place = ("all", "") if name == "All partners" else parts(name)
        own = {"sector": sector, "place": place, "basis": "economic"}
        for place_of, measure in enumerate(("contribution", "benefit_cash", "benefit", "net")):
            (row,) = figures(csv, measure=measure, **own)
            assert cells[1 + place_of] == pounds(float(row["mean"]))
        for row in figures(csv, measure="cumulative_net", **own):
            assert by_year[name][int(row["year"])] == pounds(float(row["mean"]))


def parts(name: str) -> tuple[str, str]:
    first, _, place = name.partition(", ")
    return next(sector.value for sector in Sector if sector.label == first), place


def assert_json_is_csv(json: Answer, csv: Answer) -> None:
    results = json.json["results"]
    assert len(results) == len(csv.csv) > 50
    for one, row in zip(results, csv.csv, strict=True):
        assert list(one) == list(row)
        for name, cell in one.items():
            if isinstance(cell, int | float):
                assert float(row[name]) == cell
            else:
                assert row[name] == (cell or "")


def test_every_figure_of_a_pool_and_of_positions_has_one_row(roi_model: CommandLine) -> None:
    for command, key in (
        (POOL, ("rule", "sector", "place", "basis", "measure", "year")),
        (POSITIONS, ("sector", "place", "basis", "measure", "year")),
    ):
        rows = [tuple(row[name] for name in key) for row in roi_model(*command, "--format", "csv").csv]
        assert len(set(rows)) == len(rows)


def test_TV_22_partners_of_the_csv_add_up_to_the_cost(roi_model: CommandLine) -> None:
    csv = roi_model(*POOL, "--format", "csv")
    for basis in ("economic", "financial"):
        (cost,) = figures(csv, basis=basis, measure="cost")
        for rule in Rule:
            shares = [float(row["mean"]) for row in figures(csv, rule=rule.value, basis=basis, measure="contribution")]
            assert not shares or sum(shares) == pytest.approx(float(cost["mean"]), abs=0.005)


def test_a_pool_says_what_is_shared_and_why_a_rule_gives_no_shares(roi_model: CommandLine) -> None:
    answer = roi_model("pool", "suicide_prevention", "--area", "Leeds", *FEW, "--format", "json").json
    assert answer["sentence"].startswith("Suicide prevention in Leeds costs £")
    assert " Today it is paid by the NHS (50%) and local government (50%); at a loss of £" in answer["sentence"]
    game, credit = answer["obstacles"]
    assert game.startswith("Shapley value and nucleolus: no shares, for the cost is £")
    assert "Everyone in credit: impossible. For all who pay to be in credit by the end of year 10" in credit
    assert "It fails most on the NHS, whose gains are furthest from sure." in credit
    assert answer["terms"]["contributors"][-1] == "voluntary_sector"
    assert any("Gaining without being asked to pay: wider society (£" in note for note in answer["notes"])


def test_whoever_is_named_can_pay(roi_model: CommandLine) -> None:
    words = ("pool", "suicide_prevention", "--area", "Leeds", *FEW, "--contributor", "nhs", "--contributor")
    answer = roi_model(*words, "wider_society", "--format", "json").json
    assert not [one for one in answer["obstacles"] if "Shapley" in one]
    assert answer["terms"]["contributors"] == ["nhs", "wider_society"]


def test_splits_change_who_pays_today(roi_model: CommandLine) -> None:
    words = ("pool", "debt_advice", "--area", "Leeds", *FEW, "--split", "debt_advice=nhs:25%,local_government:rest")
    csv = roi_model(*words, "--format", "csv")
    shares = {row["sector"]: float(row["mean"]) for row in figures(csv, rule="as_today", measure="share_of_cost")}
    assert shares == pytest.approx({"nhs": 0.25, "local_government": 0.75, "exchequer": 0, "individuals": 0})


def test_a_proposal_can_be_agreed_and_run(roi_model: CommandLine) -> None:
    package = ("pool", "debt_advice", "collaborative_care", "--area", "Leeds", *FEW)
    proposed = roi_model(*package, "--format", "json").json
    csv = roi_model(*package, "--format", "csv")
    assert set(proposed["splits"]) == {rule.value for rule in Rule} - {"as_today", "in_credit"}  # which cannot be
    for rule in ("by_benefit", "equal_return", "shapley"):
        wanted = {row["sector"]: float(row["mean"]) for row in figures(csv, rule=rule, measure="share_of_cost")}
        words = [word for split in proposed["splits"][rule] for word in ("--split", split)]
        agreed = roi_model(*package, *words, "--format", "csv")
        today = {row["sector"]: float(row["mean"]) for row in figures(agreed, rule="as_today", measure="share_of_cost")}
        assert today == pytest.approx(wanted, abs=1e-12)


def test_tables_fit_eighty_columns(roi_model: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for words in (POOL, POSITIONS):
        assert max(len(line.rstrip()) for line in roi_model(*words).out.splitlines()) <= 80


REFUSED = {
    ("--contributor", "nsh"): "There is no sector called 'nsh'. Did you mean 'nhs'?",
    (
        "--separately",
        "local_goverment",
    ): "There is no sector called 'local_goverment'. Did you mean 'local_government'?",
    (
        "--separately",
        "education",
    ): "--separately education needs several places, and here is one: Bradford. Give several",
    ("--chance", "120%"): "The chance of being in credit is 1.2; it must be above 0 and at most 1.",
    ("--chance", "most"): "The chance is 'most'; it must be a number.",
    ("--by-year", "9"): "The year to be in credit by is 9; the time horizon is 5.",
    ("--by-year", "1.5"): "The year to be in credit by is 1.5; it must be a whole number.",
    ("--perspective", "nhs"): "--perspective is nhs; here every partner is looked at, so leave it out.",
    ("--coverage", "0"): "The programme costs nothing, so there is no cost to share.",
    ("--split", "loneliness=nhs:1"): "The cost of loneliness is split, but that is not run here.",
    ("--area", "Ledes"): "There is no area called 'Ledes'",
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_pooled_is_refused_in_a_sentence(roi_model: CommandLine, words: tuple[str, str]) -> None:
    answer = roi_model("pool", "debt_advice", "--area", "Bradford", *FEW, *words)
    assert (answer.code, answer.out) == (2, "")
    assert REFUSED[words] in answer.err


def test_a_chance_that_was_asked_for_is_said_as_it_was(roi_model: CommandLine) -> None:
    for asked, said in (("100%", "100%"), ("0.999", "99.9%"), ("0.8", "80%")):
        answer = roi_model("pool", "debt_advice", "--area", "Bradford", *FEW, "--chance", asked, "--format", "json")
        assert f"with a chance of {said}, " in json.loads(answer.out)["obstacles"][0]


def test_too_many_partners_are_refused(roi_model: CommandLine) -> None:
    words = ("pool", "debt_advice", "--area", "London", "--apart", "--separately", "local_government")
    answer = roi_model(*words, "--draws", "2")
    assert answer.code == 2
    assert "35 partners can pay; groups of partners are looked at one by one for at most 16." in answer.err
