from __future__ import annotations

import numpy as np
import pytest
from sweep_texts import plan_of, wide

from roi_model.analysis.sweep.plan import SweepPlan
from roi_model.analysis.sweep.settings import FIELDS
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.design import Method
from roi_model.engine.sector import Sector


def settings(plan: SweepPlan, name: str) -> dict[str, str]:
    (found,) = [scenario for scenario in plan.scenarios if scenario.name == name]
    return dict(found.settings)


def test_a_sweep_that_names_no_scenario_has_one() -> None:
    plan = plan_of("name: As it is\n")
    (unit,) = plan.units()
    assert (plan.name, unit.scenario, unit.area, unit.horizons) == ("As it is", "as it stands", "England", None)
    assert unit.request.interventions == INTERVENTION_NAMES


def test_what_stands_at_the_top_is_set_in_every_scenario_and_a_scenario_may_set_it_anew() -> None:
    plan = plan_of("perspective: nhs\ncoverage: 0.3\nscenarios:\n  a:\n  b: {coverage: 0.4}\n")
    assert settings(plan, "a") == {"perspective": "nhs", "coverage": "0.3"}
    assert settings(plan, "b") == {"perspective": "nhs", "coverage": "0.4"}


def test_draws_seed_and_method_are_those_of_the_sweep() -> None:
    plan = plan_of("draws: 64\nseed: 5\nmethod: sobol\nscenarios: {a: {}, b: {coverage: 0.2}}\n")
    assert {(s.request.draws, s.request.seed, s.request.method) for s in plan.scenarios} == {(64, 5, Method.SOBOL)}


def test_what_a_scenario_may_set_is_chosen_field_by_field() -> None:
    """A new field of a request is a setting of scenarios unless it is kept out; this is where to decide."""
    fields = ("preset", "presets", "payers", "splits", "perspective", "price_year", "schedule", "also_count")
    assert set(FIELDS) == {*fields, "correlations", "horizons", "package"}


def test_every_form_of_a_setting_reaches_the_request() -> None:
    text = """
interventions: [debt_advice, loneliness]
scenarios:
  everything:
    note: not a setting
    preset: evidence
    presets: {loneliness: phe-2017}
    coverage: 20%
    debt_advice: {advice_cost: 300:250:360@2024-25}
    loneliness.coverage: 0.5
    payers: {nhs: 50%, local_government: 0.5}
    price_year: 2022
    schedule: green-book-2026
    horizons: [5, 1]
    correlations: {"advice_cost, risk_in_debt": 0.5}
"""
    (scenario,) = plan_of(text).scenarios
    debt, loneliness = scenario.request.cases()
    assert (debt.parameters.preset, loneliness.parameters.preset) == ("evidence", "phe-2017")
    assert (debt.parameters["coverage"].value, loneliness.parameters["coverage"].value) == (0.2, 0.5)
    assert (debt.parameters["advice_cost"].low, debt.parameters["advice_cost"].price_year) == (250, "2024-25")
    assert debt.payers == {Sector.NHS: 0.5, Sector.LOCAL_GOVERNMENT: 0.5}
    assert (scenario.horizons, scenario.request.price_year) == ((1, 5), "2022")
    assert scenario.settings["payers"] == "nhs 50%; local_government 0.5"


def test_a_split_of_costs_by_years_is_a_setting() -> None:
    plan = plan_of(
        "interventions: [debt_advice]\nscenarios:\n  a:\n    horizons: [2, 5]\n"
        "    splits: ['debt_advice=nhs:40%/20%,local_government:60%/80%']\n"
    )
    (scenario,) = plan.scenarios
    assert scenario.request.splits == ("debt_advice=nhs:40%/20%,local_government:60%/80%",)


def test_a_scenario_builds_on_others_and_later_ones_win() -> None:
    text = """
scenarios:
  low: {coverage: 0.1, price_year: "2022", runs: false}
  dear: {advice_cost: 400@2024-25, coverage: 0.15}
  both: {builds_on: [low, dear], preset: evidence}
  other way: {builds_on: [dear, low]}
  own: {builds_on: both, coverage: 0.5}
"""
    plan = plan_of(text)
    assert [scenario.name for scenario in plan.scenarios] == ["dear", "both", "other way", "own"]
    assert settings(plan, "both") == {
        "price_year": "2022",
        "advice_cost": "400@2024-25",
        "coverage": "0.15",
        "preset": "evidence",
    }
    assert settings(plan, "other way")["coverage"] == "0.1"
    assert settings(plan, "own")["coverage"] == "0.5"


def test_a_coverage_set_later_for_all_wins_over_one_set_earlier_for_one() -> None:
    plan = plan_of("scenarios:\n  a: {coverage: 0.1, debt_advice.coverage: 0.3}\n  b: {builds_on: a, coverage: 0.2}\n")
    (case,) = [c for c in plan.scenarios[1].request.cases() if c.intervention.name == "debt_advice"]
    assert case.parameters["coverage"].value == 0.2


def test_a_long_chain_of_scenarios_is_followed() -> None:
    chain = "".join(f"  s{n}: {{builds_on: s{n + 1}, runs: false}}\n" for n in range(3000))
    plan = plan_of(f"scenarios:\n{chain}  s3000: {{coverage: 0.25}}\n  last: {{builds_on: s0}}\n")
    assert settings(plan, "last") == {"coverage": "0.25"}


def test_a_list_of_scenarios_is_the_same_as_names() -> None:
    plan = plan_of("scenarios:\n  - name: a\n    coverage: 0.1\n  - {name: b, builds_on: a}\n")
    assert [(s.name, dict(s.settings)) for s in plan.scenarios] == [
        ("a", {"coverage": "0.1"}),
        ("b", {"coverage": "0.1"}),
    ]


def test_a_grid_is_every_combination_the_last_setting_fastest() -> None:
    text = """
scenarios: {cautious: {preset: evidence, runs: false}, hopeful: {runs: false}}
grid: {builds_on: [cautious, hopeful], coverage: [0.1, 20%], horizon: [5]}
"""
    plan = plan_of(text)
    assert [scenario.name for scenario in plan.scenarios] == [
        "builds_on=cautious, coverage=0.1, horizon=5",
        "builds_on=cautious, coverage=20%, horizon=5",
        "builds_on=hopeful, coverage=0.1, horizon=5",
        "builds_on=hopeful, coverage=20%, horizon=5",
    ]
    assert plan.scenarios[1].request.preset == "evidence"
    assert plan.scenarios[3].horizons == (5,)


def test_a_grid_may_spread_a_parameter_evenly() -> None:
    cost = "{from: 100, to: 200, points: 2, price_year: 2009}"
    plan = plan_of(f"grid: {{coverage: {{from: 0.1, to: 0.3, points: 3}}, advice_cost: {cost}}}")
    assert [scenario.settings["coverage"] for scenario in plan.scenarios] == ["0.1", "0.1", "0.2", "0.2", "0.3", "0.3"]
    assert plan.scenarios[1].settings["advice_cost"] == "200.0@2009"


@pytest.mark.parametrize("method", ["latin-hypercube", "sobol"])
def test_a_design_fills_its_ranges_and_its_seed_fixes_it(method: str) -> None:
    text = f"""
interventions: [debt_advice]
scenarios: {{long: {{horizons: [10], runs: false}}}}
design:
  method: {method}
  points: 16
  seed: 3
  builds_on: long
  ranges: {{coverage: [0.1, 0.3], advice_cost: "200:400@2009", resolved_with_advice: interval}}
"""
    plan, again = plan_of(text), plan_of(text)
    assert [s.name for s in plan.scenarios][::15] == ["point 01", "point 16"]
    assert [dict(s.settings) for s in plan.scenarios] == [dict(s.settings) for s in again.scenarios]
    assert {s.horizons for s in plan.scenarios} == {(10,)}
    coverage = np.sort([float(s.settings["coverage"]) for s in plan.scenarios])
    # One point in each sixteenth of the range.
    assert np.array_equal(np.floor((coverage - 0.1) / 0.2 * 16), np.arange(16))
    costs = [s.settings["advice_cost"] for s in plan.scenarios]
    assert all(cost.endswith("@2009") and 200 <= float(cost[:-5]) <= 400 for cost in costs)
    assert plan_of(text.replace("seed: 3", "seed: 4")).scenarios[0].settings != plan.scenarios[0].settings


def test_a_range_of_whole_numbers_gives_each_as_often() -> None:
    name = "effect_years"
    text = (
        f"interventions: [social_emotional_learning]\ndesign: {{method: sobol, points: 8, ranges: {{{name}: [2, 5]}}}}"
    )
    plan = plan_of(text)
    counts = np.unique([int(s.settings[name]) for s in plan.scenarios], return_counts=True)
    assert [list(map(int, part)) for part in counts] == [[2, 3, 4, 5], [2, 2, 2, 2]]


def test_places_are_named_one_by_one_together_or_by_kind() -> None:
    plan = plan_of("areas: [Leeds, [Leeds, Bradford], West Yorkshire ICB, all regions]\n")
    assert [area.name for area in plan.areas][:4] == [
        "Leeds",
        "Leeds and Bradford",
        "NHS West Yorkshire Integrated Care Board",
        "North East",
    ]
    assert plan.areas[1].code == "E08000035+E08000032"
    assert len(plan.areas) == 3 + 9
    assert [len(plan_of(f"areas: {kind}\n").areas) for kind in ("all authorities", "All  ICBs", "[all regions]")] == [
        153,
        42,
        9,
    ]


def test_every_place_of_all_authorities_is_itself() -> None:
    for area in plan_of("areas: all authorities\n").areas[::30]:
        assert plan_of(f"areas: ['{area.code}']\n").areas == (area,)


def test_a_large_grid_is_planned_without_making_its_scenarios() -> None:
    plan = plan_of(f"interventions: [debt_advice]\ngrid: {{{wide(90)}}}\nareas: all authorities\n")
    assert len(plan) == 90**3 * 153
    last = plan.unit(len(plan) - 1)
    assert last.area == plan.areas[-1].name
    assert last.request.changes == {"coverage": 0.9, "over_indebted": 0.9, "risk_in_debt": 0.9}
