"""The chain of social and emotional learning, by hand, in round figures."""

import math

import numpy as np
import pytest

from roi_model.engine.cash_flow import Outcomes, ValueKind
from roi_model.engine.draws import Draws
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline
from roi_model.interventions.social_emotional_learning import intervention

FIGURES = {
    "pupils_year_7": 2400.0,
    "coverage": 0.5,
    "programme_cost": 30.0,
    "disorder_prevalence": 0.25,
    "effect_size": -math.log(0.6) * math.sqrt(3) / math.pi,  # an odds ratio of 0.6
    "effect_years": 3.0,
    "annual_fade": 0.5,
    "nhs_cost_per_case": 100.0,
    "la_cost_per_case": 50.0,
    "education_cost_per_case": 1500.0,
}


def outcomes(years: int, **changes: float) -> Outcomes:
    columns = {name: np.array([[value]]) for name, value in (FIGURES | changes).items()}
    return intervention.model(Draws(columns), Timeline(years))


def test_every_line_of_four_years_by_hand() -> None:
    found = outcomes(4)
    pupils, disorders = (quantity.amount[0] for quantity in found.quantities)
    assert pupils.tolist() == [1200, 0, 0, 0]  # 2,400 × 0.5
    # Risk 0.25 has odds 1/3; × 0.6 = 0.2; risk 1/6. 1/4 − 1/6 = 1/12 of 1,200; half is lost each year.
    assert disorders == pytest.approx([100, 50, 25, 0], rel=1e-12)
    assert found.costs[0].amount.tolist() == [[36_000, 0, 0, 0]]  # 1,200 × £30
    nhs, council, school = (line.amount[0] for line in found.benefits)
    assert nhs == pytest.approx([10_000, 5_000, 2_500, 0], rel=1e-12)
    assert council == pytest.approx([5_000, 2_500, 1_250, 0], rel=1e-12)
    assert school == pytest.approx([150_000, 75_000, 37_500, 0], rel=1e-12)


def test_who_gains_and_what_kind_of_value() -> None:
    assert [(line.sector, line.kind) for line in outcomes(1).benefits] == [
        (Sector.NHS, ValueKind.CAPACITY),
        (Sector.LOCAL_GOVERNMENT, ValueKind.CAPACITY),
        (Sector.EDUCATION, ValueKind.CAPACITY),
    ]


@pytest.mark.parametrize(("fade", "expected"), [(0, [100, 100, 100, 0]), (1, [100, 0, 0, 0])])
def test_fade_of_nothing_keeps_the_effect_and_of_everything_leaves_year_0(fade: float, expected: list[float]) -> None:
    assert outcomes(4, annual_fade=fade).quantities[1].amount[0] == pytest.approx(expected, rel=1e-12)


def test_no_effect_after_the_years_of_effect() -> None:
    assert outcomes(3, effect_years=1, annual_fade=0).quantities[1].amount[0] == pytest.approx([100, 0, 0], rel=1e-12)


def test_an_effect_size_of_zero_gives_zero_benefit_and_keeps_the_cost() -> None:
    found = outcomes(3, effect_size=0)
    assert all((line.amount == 0).all() for line in found.benefits)
    assert found.costs[0].amount.sum() == 36_000


def test_an_effect_to_the_bad_costs_instead_of_saving() -> None:
    # Odds 1/3 ÷ 0.6 = 5/9; risk 5/14; 1/4 − 5/14 = −3/28 of 1,200
    harmed = outcomes(1, effect_size=-FIGURES["effect_size"])
    assert harmed.quantities[1].amount.item() == pytest.approx(-1200 * 3 / 28, rel=1e-12)
    assert all(line.amount.item() < 0 for line in harmed.benefits)


def test_zero_coverage_gives_zero_everything() -> None:
    found = outcomes(2, coverage=0)
    assert all((quantity.amount == 0).all() for quantity in found.quantities)
    assert all((line.amount == 0).all() for line in found.costs)
    assert all((line.amount == 0).all() for line in found.benefits)
