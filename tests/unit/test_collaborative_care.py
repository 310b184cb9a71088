"""Collaborative care by hand: 1,000 adults, half with the condition, half of those depressed."""

import numpy as np
import pytest

from roi_model.engine.cash_flow import Benefit, Cost, Outcomes, Quantity, Transfer, ValueKind
from roi_model.engine.draws import Draws, base_case
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline
from roi_model.inputs.parameter_set import parameter_set
from roi_model.inputs.price import uprate
from roi_model.interventions.collaborative_care import model

ROUND = {
    "adults": 1000.0,
    "ltc_prevalence": 0.5,
    "depression_in_ltc": 0.5,
    "coverage": 0.4,
    "care_cost": 300.0,
    "depression_free_years": 0.5,
    "measured_over_years": 2.0,
    "utility_gain": 0.25,
    "nhs_cost_per_case": 1000.0,
    "la_cost_per_case": 100.0,
    "lost_earnings_per_case": 4000.0,
    "earnings_share": 0.5,
    "tax_share": 0.25,
    "welfare_payments_per_case": 20.0,
}


def treat(years: int, **changes: float) -> Outcomes:
    return model(Draws({name: np.array([[value]]) for name, value in {**ROUND, **changes}.items()}), Timeline(years))


def every_line(outcomes: Outcomes) -> list[Quantity | Cost | Benefit | Transfer]:
    return [*outcomes.quantities, *outcomes.costs, *outcomes.benefits, *outcomes.transfers]


def by_label(outcomes: Outcomes) -> dict[str, list[float]]:
    return {line.label: line.amount[0].tolist() for line in every_line(outcomes)}


def test_collaborative_care_every_line_by_hand() -> None:
    outcomes = treat(3)
    # 1,000 × 0.5 × 0.5 × 0.4 = 100 patients; 0.5 depression-free years each over two years: 25 a year.
    assert by_label(outcomes) == {
        "People treated": [100, 0, 0],
        "Depression-free years": [25, 25, 0],
        "Collaborative care": [30000, 0, 0],  # 100 × £300
        "Health care": [25000, 25000, 0],  # 25 × £1,000
        "Social care": [2500, 2500, 0],  # 25 × £100
        "Tax and National Insurance": [12500, 12500, 0],  # 25 × £4,000 × 0.5 × 0.25
        "Earnings kept": [37500, 37500, 0],  # the other three quarters of £50,000
        "Welfare payments": [500, 500, 0],  # 25 × £20, from people to the exchequer
    }
    assert outcomes.qalys is not None
    assert outcomes.qalys[0].tolist() == [6.25, 6.25, 0]  # 25 × 0.25


def test_collaborative_care_sectors_and_kinds() -> None:
    assert [(line.label, line.sector, line.kind) for line in treat(1).benefits] == [
        ("Health care", Sector.NHS, ValueKind.CAPACITY),
        ("Social care", Sector.LOCAL_GOVERNMENT, ValueKind.CAPACITY),
        ("Tax and National Insurance", Sector.EXCHEQUER, ValueKind.CASH),
        ("Earnings kept", Sector.INDIVIDUALS, ValueKind.OUTPUT),
    ]


def test_collaborative_care_welfare_payments_move_from_people_to_the_exchequer() -> None:
    (transfer,) = treat(1).transfers
    assert (transfer.giver, transfer.receiver) == (Sector.INDIVIDUALS, Sector.EXCHEQUER)


def test_collaborative_care_without_effect_gains_exactly_nothing_and_still_costs() -> None:
    outcomes = treat(2, depression_free_years=0.0)
    assert [line.amount.sum() for line in outcomes.benefits] == [0, 0, 0, 0]
    assert outcomes.qalys is not None
    assert outcomes.qalys.sum() == 0
    assert outcomes.costs[0].amount.sum() == 30000


def test_collaborative_care_without_coverage_is_nothing_at_all() -> None:
    outcomes = treat(2, coverage=0.0)
    assert not any(line.amount.any() for line in every_line(outcomes))


def test_collaborative_care_does_not_pay_the_nhs_back_as_no_trial_found_that_it_does() -> None:
    columns = base_case(parameter_set("collaborative_care")) | {"adults": np.array([[1000.0]])}
    outcomes = model(Draws(columns), Timeline(2))
    spared = uprate(outcomes.benefits[0].amount[0], "2007/08", "2015")
    cost = uprate(outcomes.costs[0].amount.sum(), "2012/13", "2015")
    assert outcomes.benefits[0].sector is Sector.NHS
    # Not discounted: 0.18 × £1,219 over £317, each in prices of 2015; discounting can only lower it.
    by_hand = 0.18 * 1219 / 64.4380 / (317 / 71.5454)
    assert spared.sum() / cost == pytest.approx(by_hand, rel=1e-12)
    assert spared.sum() / cost < 1
    assert round((spared[0] + spared[1] / 1.035) / cost, 3) == 0.756
