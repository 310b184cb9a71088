"""Suicide prevention by hand: a plan for half of 2,000 residents."""

import numpy as np
import pytest

from roi_model.analysis.published import preset_returns
from roi_model.engine.cash_flow import Benefit, Cost, Outcomes, Quantity, ValueKind
from roi_model.engine.draws import Draws
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline
from roi_model.inputs.parameter_set import parameter_set
from roi_model.inputs.price import price_factor
from roi_model.interventions.suicide_prevention import model

ROUND = {
    "residents": 2000.0,
    "coverage": 0.5,
    "programme_years": 2.0,
    "programme_cost": 3.0,
    "effect_on_suicidal_acts": 0.25,
    "suicide_rate": 0.125,
    "self_harm_rate": 0.5,
    "output_per_suicide": 1000.0,
    "emergency_cost_per_suicide": 10.0,
    "coroner_cost_per_suicide": 20.0,
    "intangible_per_suicide": 400.0,
    "care_per_presentation": 8.0,
}


def plan(years: int, **changes: float) -> Outcomes:
    return model(Draws({name: np.array([[value]]) for name, value in {**ROUND, **changes}.items()}), Timeline(years))


def every_line(outcomes: Outcomes) -> list[Quantity | Cost | Benefit]:
    return [*outcomes.quantities, *outcomes.costs, *outcomes.benefits]


def by_label(outcomes: Outcomes) -> dict[str, list[float]]:
    return {line.label: line.amount[0].tolist() for line in every_line(outcomes)}


def test_suicide_prevention_every_line_by_hand() -> None:
    # 2,000 × 0.5 = 1,000 residents in each of two years. Suicides 125 a year, a quarter averted: 31.25.
    # Presentations 500 a year, a quarter averted: 125.
    assert by_label(plan(3)) == {
        "Residents in the area of the plan": [1000, 0, 0],
        "Suicides averted": [31.25, 31.25, 0],
        "Self-harm presentations averted": [125, 125, 0],
        "Local suicide prevention plan": [3000, 3000, 0],  # 1,000 × £3
        "Lost output": [31250, 31250, 0],  # 31.25 × £1,000
        "Emergency services": [312.5, 312.5, 0],  # × £10
        "Coroner and legal": [625, 625, 0],  # × £20
        "Hospital and psychiatric care": [1000, 1000, 0],  # 125 × £8
        "Intangible loss": [12500, 12500, 0],  # 31.25 × £400
    }


def test_suicide_prevention_sectors_and_kinds() -> None:
    assert [(line.label, line.sector, line.kind) for line in plan(1).benefits] == [
        ("Lost output", Sector.WIDER_SOCIETY, ValueKind.OUTPUT),
        ("Emergency services", Sector.CRIMINAL_JUSTICE, ValueKind.CAPACITY),
        ("Coroner and legal", Sector.LOCAL_GOVERNMENT, ValueKind.CASH),
        ("Hospital and psychiatric care", Sector.NHS, ValueKind.CAPACITY),
        ("Intangible loss", Sector.INDIVIDUALS, ValueKind.WELLBEING),
    ]


def test_suicide_prevention_gains_nothing_from_a_horizon_beyond_the_plan() -> None:
    short, long = plan(2), plan(10)
    for two, ten in zip(every_line(short), every_line(long), strict=True):
        assert two.amount.sum() == ten.amount.sum(), two.label


def test_suicide_prevention_costs_are_cut_with_benefits_by_a_short_horizon() -> None:
    outcomes = plan(1, programme_years=10.0)
    assert outcomes.costs[0].amount.tolist() == [[3000]]
    assert outcomes.quantities[1].amount.tolist() == [[31.25]]


def test_suicide_prevention_without_effect_gains_exactly_nothing_and_still_costs() -> None:
    outcomes = plan(10, effect_on_suicidal_acts=0.0)
    assert [line.amount.sum() for line in outcomes.benefits] == [0, 0, 0, 0, 0]
    assert outcomes.costs[0].amount.sum() == 6000


def test_suicide_prevention_without_coverage_is_nothing_at_all() -> None:
    outcomes = plan(10, coverage=0.0)
    assert not any(line.amount.any() for line in every_line(outcomes))


def test_suicide_prevention_preset_count_per_resident_changes_the_rate_alone() -> None:
    evidence, counted = parameter_set("suicide_prevention"), parameter_set("suicide_prevention", "count-per-resident")
    assert [p.name for p in evidence if counted[p.name] != p] == ["suicide_rate"]
    # Of £1.30, what follows from deaths falls as 8.8 to 10.1; the care of self-harm stays.
    returns = preset_returns("suicide_prevention")
    care = 0.0042 * 0.0186 * 2820 / price_factor("2015", "2013") / (1.40 / price_factor("2015", "2024"))
    by_hand = care + (returns["evidence"] - care) * 8.8 / 10.1
    assert returns["count-per-resident"] == pytest.approx(by_hand, rel=1e-12)
    assert round(returns["evidence"], 2) == 1.30
    assert round(returns["count-per-resident"], 2) == 1.16


def test_suicide_prevention_preset_nuremberg_changes_the_effect_alone() -> None:
    evidence, nuremberg = parameter_set("suicide_prevention"), parameter_set("suicide_prevention", "nuremberg")
    changed = [parameter.name for parameter in evidence if nuremberg[parameter.name] != parameter]
    assert changed == ["effect_on_suicidal_acts"]
    effect = nuremberg["effect_on_suicidal_acts"]
    assert (effect.value, effect.low, effect.high) == (0.24, 0.15, 0.33)
    assert effect.fitted.quantile(np.array([0.025, 0.975])) == pytest.approx([0.15, 0.33], rel=1e-7)
