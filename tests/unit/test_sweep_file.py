from __future__ import annotations

import numpy as np
import pytest

from roi_model.analysis.sweep.file import read_plan
from roi_model.analysis.sweep.plan import SweepPlan
from roi_model.analysis.sweep.settings import FIELDS
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.design import Method
from roi_model.engine.sector import Sector
from roi_model.inputs.document_text import parse_yaml
from roi_model.inputs.refusal import InputError


def plan_of(text: str) -> SweepPlan:
    return read_plan(parse_yaml(text, "plan.yaml"))


def problems_of(text: str) -> list[str]:
    with pytest.raises(InputError) as refused:
        plan_of(text)
    return list(refused.value.problems)


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
    assert set(FIELDS) == {*fields, "correlations", "horizons"}


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


def test_a_split_is_checked_with_the_horizons_of_its_scenario() -> None:
    years = "/".join(["40%"] * 7)
    split = f"debt_advice=nhs:{years},local_government:rest"
    text = f"interventions: [debt_advice]\nscenarios:\n  a:\n    splits: ['{split}']\n    horizons: 10\n"
    assert plan_of(text).scenarios[0].horizons == (10,)
    (said,) = problems_of(text.replace("10", "5"))
    assert said.startswith("plan.yaml, line 3: ")
    assert "is given for 7 years; the time horizon is 5." in said
    (said,) = problems_of(text.replace("nhs", "nsh"))
    assert "line 3" in said
    assert "Did you mean 'nhs'?" in said


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


def test_every_problem_is_said_at_once_in_the_order_of_the_lines() -> None:
    text = """name: Bad
areas: [Leads, Kent, Kent]
interventions: [debt_advice, lonliness]
draws: 1
perspektive: nhs
scenarios:
  a: {builds_on: b}
  b:
    builds_on: c
    coverage: 1.4
  c:
    builds_on: a
    coverge: 0.2
  a: {}
  d:
    builds_on: [a, zz]
    payers: {nhs: 0.5}
    draws: 5
    price_year: 1990
    horizon: 0
  e:
    advice_cost: 300
    debt_advice: {advice_cst: 3}
    presets: {loneliness: evidence}
grid:
  coverage: []
  preset: [evidenc, evidence, evidence]
  builds_on: [q]
design:
  points: 100
  method: sobol
  colour: red
  ranges:
    coverage: [0.5, 0.1]
    advice_cost: [100, 200]
"""
    said = problems_of(text)
    expected = [
        (2, "There is no area called 'Leads'. Did you mean 'Leeds'?"),
        (2, "Kent is named twice; name it once."),
        (3, "There is no intervention called 'lonliness'. Did you mean 'loneliness'?"),
        (4, "draws is 1; it must be a whole number between 2 and 10,000,000."),
        (5, "There is no entry called 'perspektive'. Did you mean 'perspective'?"),
        (10, "coverage is 1.4; it must be a number between 0 and 1."),
        (12, "Circular: 'a' builds on 'b', which builds on 'c', which builds on 'a'."),
        (13, "There is no setting called 'coverge'. Did you mean 'coverage'?"),
        (14, "'a' stands twice; a name may stand only once."),
        (16, "'d' builds on 'zz': There is no scenario called 'zz'."),
        (17, "The payers' shares add up to 0.5; they must add up to 1 (difference -0.5)."),
        (18, "'draws' is that of the whole sweep; write it at the top of the file, not in a scenario."),
        (19, "There is no price index for 1990; calendar years run from 2005 to 2024"),
        (20, "horizon is 0; it must be a whole number of years between 1 and 100."),
        (22, "advice_cost is money (£ per client) and needs a price year: write advice_cost=300@2024-25."),
        (23, "There is no parameter called 'advice_cst' in debt_advice. Did you mean 'debt_advice.advice_cost'?"),
        (24, "The preset 'evidence' is given to loneliness, which is not run here."),
        (26, "coverage has no values; a grid needs at least one for each setting."),
        (27, "There is no preset called 'evidenc'. Did you mean 'evidence'?"),
        (27, "preset has the value evidence twice; scenarios would have the same name."),
        (28, "There is no scenario called 'q'."),
        (30, "points is 100; Sobol' points must be a power of two, such as 64 or 128."),
        (32, "There is no part of a design called 'colour'. Allowed: method, points, seed, ranges, builds_on."),
        (34, "coverage has the range 0.5 to 0.1; low must be below high."),
        (35, "advice_cost is money (£ per client) and needs a price year: write advice_cost=100:200@2024-25."),
    ]
    assert len(said) == len(expected)
    for sentence, (line, start) in zip(said, expected, strict=True):
        assert sentence.startswith(f"plan.yaml, line {line}: {start}")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("grid: {}", "line 1: grid is empty"),
        ("grid: [1]", "line 1: grid is empty"),
        ("grid: {coverage: {from: 0.1, to: 0.2}}", "line 1: coverage must be a list of values, or {from: LOW"),
        ("grid: {coverage: {from: 0.3, to: 0.2, points: 3}}", "line 1: coverage has the range 0.3 to 0.2; low must be"),
        ("grid: {coverage: [0.1, 0.2, 7]}", "line 1: coverage is 7; it must be a number between 0 and 1."),
        ("grid: {cover: [0.1]}", "line 1: There is no setting called 'cover'. Did you mean 'coverage'?"),
        ("grid: {draws: [10, 20]}", "line 1: 'draws' is that of the whole sweep"),
        ("design: {points: 4}", "line 1: design needs ranges"),
        ("design: {ranges: {coverage: [0.1, 0.2]}}", "line 1: points of the design is None"),
        ("design: {points: 4, method: magic, ranges: {coverage: [0.1, 0.2]}}", "line 1: method is 'magic'; allowed:"),
        ("design: {points: 4, ranges: {coverage: 3}}", "line 1: coverage has the range 3; it must be [LOW, HIGH]"),
        ("design: {points: 4, ranges: {coverage: interval}}", "line 1: coverage is not uncertain and has no interval"),
        ("design: {points: 4, ranges: {horizon: [1, 5]}}", "line 1: There is no parameter called 'horizon'."),
        ("design: {points: 4, ranges: {coverage: [0.1, 1.2]}}", "line 1: coverage is 1.2; it must be a number between"),
        ("scenarios: 3", "line 1: scenarios is 3; it must be names with settings"),
        ("scenarios: {a: 3}", "line 1: The scenario 'a' is 3; it must be settings"),
        ("scenarios: [{coverage: 0.1}]", "line 1: A scenario has no name"),
        ("scenarios: [{name: a}, {name: a}]", "line 1: The scenario 'a' stands twice"),
        ("scenarios: {a: {runs: maybe}}", "line 1: runs is 'maybe'; it must be true, or false"),
        ("scenarios: {a: {runs: false}}", "line 1: There is nothing to run"),
        ("scenarios: {a: {builds_on: a}}", "line 1: Circular: 'a' builds on 'a'."),
        ("scenarios: {a: {horizons: [1, 1]}}", "line 1: horizons is [1, 1]; each may stand only once."),
        ("scenarios: {a: {horizons: []}}", "line 1: horizons is []; it must be whole years"),
        ("scenarios: {a: {coverage: [0.1, 0.2]}}", "line 1: changes.coverage is [0.1, 0.2]; it must be a number"),
        ("scenarios: {a: {coverage: true}}", "line 1: changes.coverage is True; it must be a number"),
        ("scenarios: {a: {also_count: everything}}", "line 1: also_count is 'everything'; allowed: "),
        ("scenarios: {a: {perspective: nsh}}", "line 1: There is no perspective called 'nsh'. Did you mean 'nhs'?"),
        ("scenarios: {'point 1': {}}\ndesign: {points: 2, ranges: {coverage: [0, 1]}}", "line 2: A scenario is called"),
        ("areas: []", "line 1: areas is empty"),
        ("areas: [{a: 1}]", "line 1: areas holds {'a': 1}"),
        ("interventions: []", "line 1: interventions is empty"),
        ("interventions: [loneliness, loneliness]", "line 1: loneliness is named twice"),
        ("seed: -1", "line 1: seed is -1; it must be a whole number, 0 or more."),
        ("draws: many", "line 1: The sweep: draws is 'many'"),
        ("draws: 100\nmethod: sobol", "line 2: draws is 100; Sobol' draws must be a power of two"),
    ],
)
def test_bad_input_is_one_clear_sentence(text: str, why: str) -> None:
    (said,) = problems_of(text)
    assert said.startswith(f"plan.yaml, {why}")


def wide(points: int) -> str:
    names = ("coverage", "over_indebted", "risk_in_debt")
    return ", ".join(f"{name}: {{from: 0.1, to: 0.9, points: {points}}}" for name in names)


def test_a_grid_too_large_to_be_meant_is_refused() -> None:
    axes = ", ".join(
        f"{name}: {{from: 0.1, to: 0.9, points: 101}}" for name in ("coverage", "over_indebted", "risk_in_debt")
    )
    (said,) = problems_of(f"interventions: [debt_advice]\ngrid: {{{axes}, perspective: [nhs, societal]}}")
    assert said == "plan.yaml, line 2: grid has 2,060,602 points; a sweep has at most 1,000,000 scenarios."


def test_settings_that_cannot_stand_together_are_refused_where_their_scenario_is() -> None:
    text = "interventions: [debt_advice]\nscenarios:\n  a:\n    correlations.advice_cost,risk_in_debt: 0.9\n"
    text += "    correlations.advice_cost,risk_otherwise: 0.9\n    correlations.risk_in_debt,risk_otherwise: -0.9\n"
    (said,) = problems_of(text)
    assert said.startswith("plan.yaml, line 3: The correlations of")


def test_a_large_grid_is_planned_without_making_its_scenarios() -> None:
    axes = ", ".join(
        f"{name}: {{from: 0.1, to: 0.9, points: 90}}" for name in ("coverage", "over_indebted", "risk_in_debt")
    )
    plan = plan_of(f"interventions: [debt_advice]\ngrid: {{{axes}}}\nareas: all authorities\n")
    assert len(plan) == 90**3 * 153
    last = plan.unit(len(plan) - 1)
    assert last.area == plan.areas[-1].name
    assert last.request.changes == {"coverage": 0.9, "over_indebted": 0.9, "risk_in_debt": 0.9}
