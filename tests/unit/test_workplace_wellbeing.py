"""The wellbeing programme's chain, by hand, in round figures."""

import numpy as np
import pytest

from roi_model.engine.cash_flow import Outcomes, ValueKind
from roi_model.engine.draws import Draws
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline
from roi_model.interventions.workplace_wellbeing import intervention

FIGURES = {
    "residents_16_to_64": 1000.0,
    "employment_rate": 0.8,
    "coverage": 0.5,
    "participation": 0.25,
    "delivery_years": 1.0,
    "programme_cost": 60.0,
    "absence_days_averted": 3.0,
    "weekly_pay": 500.0,
    "working_days_per_week": 5.0,
    "employer_on_cost": 0.25,
    "presenteeism_ratio": 0.5,
}


def outcomes(years: int, **changes: float) -> Outcomes:
    columns = {name: np.array([[value]]) for name, value in (FIGURES | changes).items()}
    return intervention.model(Draws(columns), Timeline(years))


def test_every_line_of_one_year_by_hand() -> None:
    found = outcomes(1)
    # 1,000 × 0.8 in work × 0.5 offered = 400; × 0.25 = 100 take part; × 3 days = 300 days
    assert [quantity.amount.item() for quantity in found.quantities] == [400, 100, 300]
    assert found.costs[0].amount.item() == 24_000  # 400 × £60: everyone offered costs, not only those who take part
    absence, presenteeism = found.benefits
    assert absence.amount.item() == 37_500  # £500 ÷ 5 × 1.25 = £125 a day; × 300 days
    assert presenteeism.amount.item() == 18_750  # half of that


def test_all_gains_are_output_of_employers() -> None:
    assert {(line.sector, line.kind) for line in outcomes(1).benefits} == {(Sector.EMPLOYERS, ValueKind.OUTPUT)}


def test_cost_and_benefit_recur_in_each_year_of_delivery_and_people_are_counted_once() -> None:
    found = outcomes(3, delivery_years=2)
    assert found.quantities[0].amount.tolist() == [[400, 0, 0]]
    assert found.quantities[2].amount.tolist() == [[300, 300, 0]]
    assert found.costs[0].amount.tolist() == [[24_000, 24_000, 0]]
    assert found.benefits[0].amount.tolist() == [[37_500, 37_500, 0]]


def test_without_presenteeism_only_absence_counts() -> None:
    absence, presenteeism = outcomes(1, presenteeism_ratio=0).benefits
    assert (absence.amount.item(), presenteeism.amount.item()) == (37_500, 0)


@pytest.mark.parametrize("name", ["absence_days_averted", "participation"])
def test_zero_effect_gives_zero_benefit_and_keeps_the_cost(name: str) -> None:
    found = outcomes(2, **{name: 0})
    assert all((line.amount == 0).all() for line in found.benefits)
    assert found.costs[0].amount.sum() == 24_000


def test_zero_coverage_gives_zero_everything() -> None:
    found = outcomes(2, coverage=0)
    assert all((quantity.amount == 0).all() for quantity in found.quantities)
    assert all((line.amount == 0).all() for line in found.costs)
    assert all((line.amount == 0).all() for line in found.benefits)
