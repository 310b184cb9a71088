"""What cannot stand in a sweep is said in one clear sentence each, all at once, with its line."""

from __future__ import annotations

import pytest
from sweep_texts import plan_of, problems_of, wide


def test_a_split_is_checked_with_the_horizons_of_its_scenario() -> None:
    years = "/".join(["40%"] * 7)
    split = f"debt_advice=nhs:{years},local_government:rest"
    text = f"interventions: [debt_advice]\nscenarios:\n  a:\n    splits: ['{split}']\n    horizons: 10\n"
    assert plan_of(text).scenarios[0].horizons == (10,)
    (said,) = problems_of(text.replace("10", "5"))
    assert said.startswith("plan.yaml, line 4: ")
    assert "is given for 7 years; the time horizon is 5." in said
    (said,) = problems_of(text.replace("nhs", "nsh"))
    assert "line 4" in said
    assert "Did you mean 'nhs'?" in said


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
        (27, "preset has the value evidence twice; a value may stand only once."),
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
        ("design: {ranges: {coverage: [0.1, 0.2]}}", "line 1: design has no points; say how many"),
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
        ("scenarios: {a: {coverage: [0.1, 0.2]}}", "line 1: coverage is [0.1, 0.2]; it must be a number"),
        ("scenarios: {a: {coverage: true}}", "line 1: coverage is True; it must be a number"),
        ("scenarios: {a: {also_count: everything}}", "line 1: also_count is 'everything'; allowed: "),
        ("scenarios: {a: {perspective: nsh}}", "line 1: There is no perspective called 'nsh'. Did you mean 'nhs'?"),
        ("scenarios: {'point 1': {}}\ndesign: {points: 2, ranges: {coverage: [0, 1]}}", "line 2: A scenario is called"),
        ("areas: []", "line 1: areas is empty"),
        ("areas: [{a: 1}]", "line 1: areas holds {'a': 1}"),
        ("interventions: []", "line 1: interventions is empty"),
        ("interventions: [loneliness, loneliness]", "line 1: loneliness is named twice"),
        ("seed: -1", "line 1: seed is -1; it must be a whole number, 0 or more."),
        ("draws: many", "line 1: draws is 'many'"),
        ("draws: 100\nmethod: sobol", "line 2: draws is 100; Sobol' draws must be a power of two"),
    ],
)
def test_bad_input_is_one_clear_sentence(text: str, why: str) -> None:
    (said,) = problems_of(text)
    assert said.startswith(f"plan.yaml, {why}")


def test_a_grid_too_large_to_be_meant_is_refused() -> None:
    (said,) = problems_of(f"interventions: [debt_advice]\ngrid: {{{wide(101)}, perspective: [nhs, societal]}}")
    assert said == "plan.yaml, line 2: grid has 2,060,602 points; a sweep has at most 1,000,000 scenarios."


def test_settings_that_cannot_stand_together_are_refused_where_their_scenario_is() -> None:
    text = "interventions: [debt_advice]\nscenarios:\n  a:\n    correlations.advice_cost,risk_in_debt: 0.9\n"
    text += "    correlations.advice_cost,risk_otherwise: 0.9\n    correlations.risk_in_debt,risk_otherwise: -0.9\n"
    (said,) = problems_of(text)
    assert said.startswith("plan.yaml, line 3: The correlations of")
