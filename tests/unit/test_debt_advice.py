"""Debt advice by hand: 1,000 adults, a fifth in debt, half of them advised."""

import numpy as np
import pytest

from roi_model.engine.cash_flow import Benefit, Cost, Outcomes, Quantity, Transfer, ValueKind
from roi_model.engine.draws import Draws, base_case
from roi_model.engine.sector import NON_PUBLIC, Sector
from roi_model.engine.timeline import Timeline
from roi_model.inputs.parameter_set import parameter_set
from roi_model.interventions.debt_advice import model

ROUND = {
    "adults": 1000.0,
    "over_indebted": 0.2,
    "coverage": 0.5,
    "advice_cost": 10.0,
    "resolved_with_advice": 0.5,
    "resolved_without_advice": 0.25,
    "risk_in_debt": 0.5,
    "risk_otherwise": 0.25,
    "effect_persistence": 0.5,
    "nhs_cost_per_case": 100.0,
    "la_cost_per_case": 8.0,
    "lost_earnings_per_case": 1000.0,
    "tax_share": 0.25,
    "welfare_payments_per_case": 20.0,
    "legal_saving_per_resolved_debt": 40.0,
}


def advise(years: int, **changes: float) -> Outcomes:
    return model(Draws({name: np.array([[value]]) for name, value in {**ROUND, **changes}.items()}), Timeline(years))


def every_line(outcomes: Outcomes) -> list[Quantity | Cost | Benefit | Transfer]:
    return [*outcomes.quantities, *outcomes.costs, *outcomes.benefits, *outcomes.transfers]


def by_label(outcomes: Outcomes) -> dict[str, list[float]]:
    return {line.label: line.amount[0].tolist() for line in every_line(outcomes)}


def test_debt_advice_every_line_by_hand() -> None:
    # 1,000 × 0.2 × 0.5 = 100 clients; × (0.5 − 0.25) = 25 debts resolved;
    # × (0.5 − 0.25) = 6.25 cases averted in year 0, and half of that in year 1.
    assert by_label(advise(2)) == {
        "People advised": [100, 0],
        "Debts made manageable": [25, 0],
        "Depression or anxiety averted": [6.25, 3.125],
        "Debt advice": [1000, 0],  # 100 × £10
        "Health care": [625, 312.5],  # 6.25 × £100
        "Social care": [50, 25],  # 6.25 × £8
        "Tax and National Insurance": [1562.5, 781.25],  # 6.25 × £1,000 × 0.25
        "Earnings kept": [4687.5, 2343.75],  # the other three quarters
        "Legal and housing costs": [1000, 0],  # 25 × £40
        "Welfare payments": [125, 62.5],  # 6.25 × £20, from people to the exchequer
    }


def test_debt_advice_sectors_and_kinds() -> None:
    assert [(line.label, line.sector, line.kind) for line in advise(1).benefits] == [
        ("Health care", Sector.NHS, ValueKind.CAPACITY),
        ("Social care", Sector.LOCAL_GOVERNMENT, ValueKind.CAPACITY),
        ("Tax and National Insurance", Sector.EXCHEQUER, ValueKind.CASH),
        ("Earnings kept", Sector.INDIVIDUALS, ValueKind.OUTPUT),
        ("Legal and housing costs", Sector.LOCAL_GOVERNMENT, ValueKind.CASH),
    ]


def test_debt_advice_welfare_payments_move_from_people_to_the_exchequer() -> None:
    (transfer,) = advise(1).transfers
    assert (transfer.giver, transfer.receiver) == (Sector.INDIVIDUALS, Sector.EXCHEQUER)


def test_debt_advice_without_effect_gains_exactly_nothing_and_still_costs() -> None:
    outcomes = advise(5, resolved_with_advice=0.25)
    assert [line.amount.sum() for line in outcomes.benefits] == [0, 0, 0, 0, 0]
    assert outcomes.costs[0].amount.sum() == 1000


def test_debt_advice_without_coverage_is_nothing_at_all() -> None:
    outcomes = advise(5, coverage=0.0)
    assert not any(line.amount.any() for line in every_line(outcomes))


def test_debt_advice_with_the_costs_of_2011_returns_its_sector_ratios() -> None:
    as_in_2011 = {
        "advice_cost": 250.0,
        "nhs_cost_per_case": 1508.0,
        "lost_earnings_per_case": 11432.0,
        "la_cost_per_case": 0.0,
        "tax_share": 0.0,
        "legal_saving_per_resolved_debt": 0.0,
    }
    columns = base_case(parameter_set("debt_advice")) | {"adults": np.array([[1000.0]])}
    outcomes = model(Draws(columns | {name: np.array([[value]]) for name, value in as_in_2011.items()}), Timeline(1))
    cost = outcomes.costs[0].amount.item()
    nhs = sum(line.amount.item() for line in outcomes.benefits if line.sector is Sector.NHS)
    non_public = sum(line.amount.item() for line in outcomes.benefits if line.sector in NON_PUBLIC)
    # (0.56 − 0.35) × (0.33 − 0.063) = 0.05607 cases a client.
    assert nhs / cost == pytest.approx(0.05607 * 1508 / 250, rel=1e-12)
    assert round(nhs / cost, 3) == 0.338  # published 0.34
    assert 2.56 < non_public / cost < 2.57  # published 2.63
    assert sum(line.amount.item() for line in outcomes.benefits) == pytest.approx(nhs + non_public, rel=1e-12)


def test_debt_advice_preset_trial_null_returns_exactly_nothing() -> None:
    columns = base_case(parameter_set("debt_advice", "trial-null")) | {"adults": np.array([[1000.0]])}
    outcomes = model(Draws(columns), Timeline(5))
    assert sum(line.amount.sum() for line in outcomes.benefits) == 0
    assert outcomes.costs[0].amount.sum() > 0


def test_debt_advice_preset_trial_null_draws_both_chances_alike() -> None:
    preset = parameter_set("debt_advice", "trial-null")
    assert preset["resolved_with_advice"].stream == preset["resolved_without_advice"].stream
