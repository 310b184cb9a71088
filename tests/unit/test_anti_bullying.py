"""The chain of bullying prevention, by hand, in round figures."""

import numpy as np
import pytest

from roi_model.engine.cash_flow import Outcomes, ValueKind
from roi_model.engine.draws import Draws
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline
from roi_model.interventions.anti_bullying import intervention

FIGURES = {
    "pupils_7_to_10": 4800.0,
    "coverage": 0.25,
    "programme_years": 4.0,
    "programme_cost_four_years": 20.0,
    "victimisation": 0.25,
    "odds_ratio": 0.6,
    "excess_disorder_probability": 0.1,
    "nhs_cost_per_case": 100.0,
    "la_cost_per_case": 50.0,
    "education_cost_per_case": 1500.0,
    "lifetime_earnings_per_pupil": 400.0,
}


def outcomes(years: int, **changes: float) -> Outcomes:
    columns = {name: np.array([[value]]) for name, value in (FIGURES | changes).items()}
    return intervention.model(Draws(columns), Timeline(years))


def test_every_line_of_five_years_by_hand() -> None:
    found = outcomes(5)
    pupils, victims, problems = (quantity.amount[0] for quantity in found.quantities)
    assert pupils.tolist() == [1200, 0, 0, 0, 0]  # 4,800 × 0.25
    # Risk 0.25 has odds 1/3; × 0.6 = 0.2; risk 1/6. 1/4 − 1/6 = 1/12 of 1,200 in each year, none after.
    assert victims == pytest.approx([100, 100, 100, 100, 0], rel=1e-12)
    assert problems == pytest.approx([10, 10, 10, 10, 0], rel=1e-12)  # × 0.1
    assert found.costs[0].amount.tolist() == [[6000, 6000, 6000, 6000, 0]]  # 1,200 × £20 ÷ 4
    nhs, council, school, earnings = (line.amount[0] for line in found.benefits)
    assert nhs == pytest.approx([1000, 1000, 1000, 1000, 0], rel=1e-12)
    assert council == pytest.approx([500, 500, 500, 500, 0], rel=1e-12)
    assert school == pytest.approx([15_000, 15_000, 15_000, 15_000, 0], rel=1e-12)
    assert earnings.tolist() == [120_000, 120_000, 120_000, 120_000, 0]  # 1,200 × £400 ÷ 4


def test_who_gains_and_what_kind_of_value() -> None:
    assert [(line.sector, line.kind) for line in outcomes(1).benefits] == [
        (Sector.NHS, ValueKind.CAPACITY),
        (Sector.LOCAL_GOVERNMENT, ValueKind.CAPACITY),
        (Sector.EDUCATION, ValueKind.CAPACITY),
        (Sector.INDIVIDUALS, ValueKind.OUTPUT),
    ]


def test_a_short_horizon_cuts_cost_and_benefit_alike() -> None:
    found = outcomes(2)
    assert found.costs[0].amount.sum() == 12_000
    assert found.benefits[3].amount.sum() == 240_000


def test_an_odds_ratio_of_one_gives_zero_benefit_and_keeps_the_cost() -> None:
    found = outcomes(4, odds_ratio=1, lifetime_earnings_per_pupil=0)
    assert all((line.amount == 0).all() for line in found.benefits)
    assert found.costs[0].amount.sum() == 24_000


def test_without_an_excess_probability_victims_are_averted_but_no_care_is_spared() -> None:
    found = outcomes(1, excess_disorder_probability=0, lifetime_earnings_per_pupil=0)
    assert found.quantities[1].amount.item() == pytest.approx(100, rel=1e-12)
    assert all((line.amount == 0).all() for line in found.benefits)


def test_zero_coverage_gives_zero_everything() -> None:
    found = outcomes(2, coverage=0)
    assert all((quantity.amount == 0).all() for quantity in found.quantities)
    assert all((line.amount == 0).all() for line in found.costs)
    assert all((line.amount == 0).all() for line in found.benefits)
