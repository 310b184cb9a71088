"""The chain of stress prevention, by hand, in round figures."""

import numpy as np
import pytest

from roi_model.engine.cash_flow import Outcomes, ValueKind
from roi_model.engine.draws import Draws
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline
from roi_model.interventions.workplace_stress import intervention

FIGURES = {
    "residents_16_to_64": 3000.0,
    "employment_rate": 0.8,
    "coverage": 0.5,
    "programme_cost": 200.0,
    "cmd_prevalence": 0.25,
    "odds_ratio": 0.6,
    "effect_retention": 0.5,
    "days_absent_per_case": 20.0,
    "presenteeism_ratio": 1.5,
    "weekly_pay": 500.0,
    "working_days_per_week": 5.0,
    "employer_on_cost": 0.25,
    "nhs_cost_per_case": 800.0,
}


def outcomes(years: int, **changes: float) -> Outcomes:
    columns = {name: np.array([[value]]) for name, value in (FIGURES | changes).items()}
    return intervention.model(Draws(columns), Timeline(years))


def test_every_line_of_three_years_by_hand() -> None:
    found = outcomes(3)
    # 3,000 × 0.8 × 0.5 = 1,200 take part. Risk 0.25 has odds 1/3; × 0.6 = 0.2; risk 1/6. 1/4 − 1/6 = 1/12: 100 cases,
    # of which half would still be cases a year later.
    people, cases, days = (quantity.amount[0] for quantity in found.quantities)
    assert people.tolist() == [1200, 0, 0]
    assert cases == pytest.approx([100, 50, 25], rel=1e-12)
    assert days == pytest.approx([2000, 1000, 500], rel=1e-12)  # × 20
    assert found.costs[0].amount.tolist() == [[240_000, 0, 0]]  # 1,200 × £200
    absence, presenteeism, care = (line.amount[0] for line in found.benefits)
    assert absence == pytest.approx([250_000, 125_000, 62_500], rel=1e-12)  # × £500 ÷ 5 × 1.25 = £125
    assert presenteeism == pytest.approx([375_000, 187_500, 93_750], rel=1e-12)  # × 1.5
    assert care == pytest.approx([80_000, 40_000, 20_000], rel=1e-12)  # cases × £800


def test_employers_gain_output_and_the_nhs_capacity() -> None:
    assert [(line.sector, line.kind) for line in outcomes(1).benefits] == [
        (Sector.EMPLOYERS, ValueKind.OUTPUT),
        (Sector.EMPLOYERS, ValueKind.OUTPUT),
        (Sector.NHS, ValueKind.CAPACITY),
    ]


def test_an_odds_ratio_of_one_gives_zero_benefit_and_keeps_the_cost() -> None:
    found = outcomes(2, odds_ratio=1)
    assert all((line.amount == 0).all() for line in found.benefits)
    assert found.costs[0].amount.sum() == 240_000


def test_an_odds_ratio_of_zero_averts_every_case() -> None:
    assert outcomes(1, odds_ratio=0).quantities[1].amount.item() == 300  # 1,200 × 0.25


def test_zero_coverage_gives_zero_everything() -> None:
    found = outcomes(2, coverage=0)
    assert all((quantity.amount == 0).all() for quantity in found.quantities)
    assert all((line.amount == 0).all() for line in found.costs)
    assert all((line.amount == 0).all() for line in found.benefits)
