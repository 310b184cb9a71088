"""Checks of a business case that the Green Book asks for and no other file holds; the codes are theirs."""

from __future__ import annotations

import re

import pytest

import roi_model
from roi_model import Analysis, Scenario, Sector, View, build_case, build_pairs, compare, evaluate, find_area
from roi_model.analysis.measures import benefits, costs, net, quantity, return_per_pound
from roi_model.engine.cash_flow import Outcome
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.package import evaluate_package
from roi_model.engine.sector import GROUPING_2011
from roi_model.inputs.assignment import parse_assignment
from roi_model.inputs.evidence_file import evidence_file
from roi_model.outputs.assurance.not_counted import not_counted_table

LEEDS = find_area(["Leeds"])
QUICK = Analysis(draws=200)
VERDICT = re.compile(
    r"\b(pass(es|ed)?|fail(s|ed|ure)?|good value|poor value|worth(while| it)|recommend\w*)\b", re.IGNORECASE
)


def test_GB_02_options_of_one_programme_stand_in_one_table() -> None:
    # Business as usual, a do-minimum and two larger options of debt advice.
    rows = [
        compare(
            build_pairs(["debt_advice"], LEEDS, Scenario(assignments=(parse_assignment(f"coverage={share}"),))), QUICK
        )[0]
        for share in ("0", "0.05", "0.1", "0.2")
    ]
    spent = [row.figures.cost.mean for row in rows]
    assert spent[0] == 0
    assert [cost / spent[1] for cost in spent] == pytest.approx([0, 1, 2, 4], rel=1e-12)


def test_GB_07_no_output_says_pass_or_fail(roi_model: object) -> None:
    shown = roi_model("compare", "--area", "Leeds", "--draws", "200")  # type: ignore[operator] # a fixture that is called
    words = VERDICT.findall(shown.out.replace("No figure is a pass mark", ""))
    assert words == []


def test_GB_07_the_order_of_the_table_is_the_catalogues_and_not_that_of_returns(roi_model: object) -> None:
    shown = roi_model("compare", "--draws", "200", "--format", "csv")  # type: ignore[operator]
    assert list(dict.fromkeys(row["intervention"] for row in shown.csv)) == list(INTERVENTION_NAMES)


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_GB_12_what_is_not_counted_is_listed_with_every_intervention(name: str, roi_model: object) -> None:
    items = evidence_file(name).description.not_counted
    shown = roi_model("run", name, "--draws", "200", "--format", "json")  # type: ignore[operator]
    (note,) = [note for note in shown.json["notes"] if note.startswith("Not counted: ")]
    assert len(items) >= 2
    assert all(item in note for item in items)


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_GB_09_every_cost_can_still_be_avoided(name: str) -> None:
    # A cost that is sunk would be there without coverage, or would not double with it.
    none, some, twice = (
        costs(evaluate(case, QUICK, (10,)), View()).draws
        for ((case, _),) in (
            build_pairs([name], LEEDS, Scenario(assignments=(parse_assignment(f"coverage={share}"),)))
            for share in (0, 0.3, 0.6)
        )
    )
    assert not none.any()
    assert twice == pytest.approx(2 * some, rel=1e-12)


def test_GB_10_no_allowance_for_optimism_is_made_which_is_said_and_one_can_be_tried() -> None:
    ((plain, _),) = build_pairs(
        ["debt_advice"], LEEDS, Scenario(assignments=(parse_assignment("advice_cost=300@2024-25"),))
    )
    ((dearer, _),) = build_pairs(
        ["debt_advice"], LEEDS, Scenario(assignments=(parse_assignment("advice_cost=330@2024-25"),))
    )
    before, after = (return_per_pound(evaluate(case, QUICK, (5,)), View(), 0) for case in (plain, dearer))
    assert before is not None
    assert after is not None
    assert after.mean == pytest.approx(before.mean / 1.1, rel=1e-12)  # a tenth more
    said = not_counted_table([plain])["What is not counted"]
    assert (said == "No allowance for optimism bias is made.").sum() == 1


@pytest.mark.parametrize(
    ("name", "with_it", "without_it"),
    [
        ("debt_advice", "resolved_with_advice", "resolved_without_advice"),
        ("debt_advice", "risk_in_debt", "risk_otherwise"),
    ],
)
def test_GB_16_what_would_have_happened_anyway_is_not_counted(name: str, with_it: str, without_it: str) -> None:
    # As much would have been resolved, or fallen ill, without: all of it is deadweight.
    case = build_case(name, LEEDS)
    parameters = case.parameters
    same = parameters[with_it].fixed(parameters[without_it].value, "As without.")
    alike = case.with_parameters(parameters.replacing(same, parameters[without_it].fixed(same.value, "As with.")))
    found = evaluate(alike, QUICK, (5,))
    care = [line.outcome for line, sums in zip(found.lines, found.simulated, strict=True) if sums.discounted.any()]
    assert Outcome.DEPRESSION not in care


def test_GB_17_a_place_is_told_from_the_nation_and_its_projects_are_appraised_together(roi_model: object) -> None:
    both = ["debt_advice", "loneliness"]
    here = roi_model("compare", *both, "--area", "Leeds", "--draws", "100", "--format", "json").json  # type: ignore[operator]
    nation = roi_model("compare", *both, "--draws", "100", "--format", "json").json  # type: ignore[operator]
    for found, name, figures in ((here, "Leeds", "Local figure"), (nation, "England", "England figure")):
        assert {row["area"] for row in found["results"]} == {name}
        assert any(note.startswith(f"{name}. {figures}") for note in found["notes"])
    alone = [evaluate(build_case(name, LEEDS), QUICK, (5,)) for name in both]
    together = evaluate_package([results.case for results in alone], QUICK, (5,))
    spent = sum(costs(results, View()).draws for results in alone)
    assert costs(together, View()).draws == pytest.approx(spent, rel=1e-12)


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_GB_19_outcomes_to_measure_can_be_taken_away_with_what_is_expected_each_year(
    name: str, roi_model: object
) -> None:
    rows = roi_model("run", name, "--area", "Leeds", "--draws", "100", "--format", "csv").csv  # type: ignore[operator]
    expected = [row for row in rows if row["flow"] == "quantity"]
    results = evaluate(
        build_case(name, LEEDS), Analysis(draws=100), (build_case(name, LEEDS).description.published.horizon,)
    )
    labels = list(dict.fromkeys(row["line"] for row in expected))
    assert len(labels) >= 2
    assert all(row["unit"] for row in expected)
    for number, label in enumerate(labels):
        by_year = [float(row["mean"]) for row in expected if row["line"] == label]
        assert sum(by_year) == pytest.approx(quantity(results, number).draws[:, 0].mean(), rel=1e-9), label


def test_GB_15_no_uplift_is_put_on_public_spending() -> None:
    # £310 a client for 100 clients is £31,000, whoever pays.
    area = roi_model.typed_area({"adults": 1000})
    chosen = [parse_assignment(text) for text in ("advice_cost=310@2024-25", "over_indebted=1", "coverage=0.1")]
    ((case, _),) = build_pairs(["debt_advice"], area, Scenario(assignments=tuple(chosen), payers={"exchequer": 1}))
    assert costs(evaluate(case, QUICK, (1,)), View()).base.tolist() == pytest.approx([31_000], rel=1e-12)


def test_GB_18_cash_by_body_and_year_adds_up_to_the_cash_of_the_economic_case() -> None:
    results = evaluate(build_case("loneliness", LEEDS), QUICK, (1, 2, 3, 4, 5))
    together = sum(net(results, View((sector,)).cash.undiscounted).draws for sector in Sector)
    whole = net(results, View().cash.undiscounted).draws
    assert together == pytest.approx(whole, rel=1e-9, abs=0.01)


def test_the_grouping_of_2011_holds_every_sector_once() -> None:
    grouped = [sector for sectors in GROUPING_2011.values() for sector in sectors]
    assert sorted(grouped) == sorted(Sector)
    results = evaluate(build_case("debt_advice", LEEDS), QUICK, (5,))
    parts = sum(benefits(results, View(sectors)).draws for sectors in GROUPING_2011.values())
    assert parts == pytest.approx(benefits(results, View()).draws, rel=1e-9)


def test_at_most_twenty_names_are_public() -> None:
    assert len(roi_model.__all__) <= 20
    assert all(hasattr(roi_model, name) for name in roi_model.__all__)
