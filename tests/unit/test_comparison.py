"""Interventions side by side."""

import numpy as np
import pytest
from builders import case_of, certain

from roi_model.analysis.comparison import compare, figures
from roi_model.analysis.measures import View, net_present_value, return_per_pound, view_of
from roi_model.analysis.scenario import Scenario, build_pairs
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import build_case
from roi_model.engine.cash_flow import Benefit, Cost, Outcomes, Quantity, Transfer, ValueKind
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.draws import Draws
from roi_model.engine.evaluation import evaluate
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline
from roi_model.inputs.area import find_area
from roi_model.inputs.assignment import parse_assignment
from roi_model.inputs.evidence_file import evidence_file
from roi_model.inputs.parameter_set import EVIDENCE

LEEDS = find_area(["Leeds"])
ANALYSIS = Analysis(draws=200)


def test_rows_come_case_by_case_and_horizon_by_horizon() -> None:
    names = ["loneliness", "debt_advice"]
    rows = compare(build_pairs(names, LEEDS, Scenario()), ANALYSIS, (1, 5))
    found = [(row.figures.case.intervention.name, row.figures.horizon) for row in rows]
    assert found == [("loneliness", 1), ("loneliness", 5), ("debt_advice", 1), ("debt_advice", 5)]


def test_without_horizons_each_has_its_published_one() -> None:
    rows = compare(build_pairs(INTERVENTION_NAMES, LEEDS, Scenario()), ANALYSIS)
    assert [row.figures.horizon for row in rows] == [
        evidence_file(name).description.published.horizon for name in INTERVENTION_NAMES
    ]


def test_TV_36_beside_others_an_intervention_gives_the_numbers_it_gives_alone() -> None:
    together = compare(build_pairs(INTERVENTION_NAMES, LEEDS, Scenario()), ANALYSIS, (3,))
    for row, name in zip(together, INTERVENTION_NAMES, strict=True):
        assert compare(build_pairs([name], LEEDS, Scenario()), ANALYSIS, (3,)) == (row,)


def test_a_horizon_among_others_gives_the_figures_it_gives_alone() -> None:
    pairs = build_pairs(["debt_advice"], LEEDS, Scenario())
    matrix = compare(pairs, ANALYSIS, (1, 2, 10))
    assert [compare(pairs, ANALYSIS, (years,))[0] for years in (1, 2, 10)] == list(matrix)


def service(p: Draws, t: Timeline) -> Outcomes:
    people, each_year = p.adults, t.from_year(np.zeros((1, 1)))
    return Outcomes(
        quantities=(Quantity("People", people * t.at_start, "people"),),
        costs=(Cost("Service", people * p.price * t.at_start),),
        benefits=(
            Benefit("Drugs", Sector.NHS, ValueKind.CASH, 30 * people * each_year),
            Benefit("Staff", Sector.NHS, ValueKind.CAPACITY, 20.5 * people * each_year),
        ),
        transfers=(Transfer("Support", Sector.EXCHEQUER, Sector.INDIVIDUALS, 5 * people * each_year),),
        qalys=people * each_year / 100,
    )


def test_every_figure_by_hand() -> None:
    # 10 people at £100 each, paid by the council. Each gives the NHS £30 in cash and £20.50 of staff time a year.
    # Over four years: Σ 1/1.035^t = 3.801637, and for health Σ 1/1.015^t = 3.912200.
    price = certain("price", 100, unit="£ per person", price_year="2024-25")
    case = case_of(service, [price], {Sector.LOCAL_GOVERNMENT: 1.0}, adults=10)
    found = figures(evaluate(case, Analysis(draws=2), (4,)), 0)
    years, health = 3.801636980913652, 3.912200417265013
    assert {
        "people": found.people.mean,
        "cost": found.cost.mean,
        "benefit": found.benefit.mean,
        "benefit_cash": found.benefit_cash.mean,
        "benefit_undiscounted": found.benefit_undiscounted.mean,
        "net_present_value": found.net_present_value.mean,
        "net_cash": found.net_cash.mean,
        "net_undiscounted": found.net_undiscounted.mean,
    } == pytest.approx(
        {
            "people": 10,
            "cost": 1000,
            "benefit": 505 * years,
            "benefit_cash": 300 * years,
            "benefit_undiscounted": 2020,
            "net_present_value": 505 * years - 1000,
            "net_cash": 300 * years - 1000,
            "net_undiscounted": 1020,
        },
        rel=1e-9,
    )
    assert found.return_per_pound is not None
    assert found.return_cash is not None
    assert found.cost_per_qaly is not None
    assert found.return_per_pound.mean == pytest.approx(0.505 * years, rel=1e-9)
    assert found.return_cash.mean == pytest.approx(0.3 * years, rel=1e-9)
    assert found.cost_per_qaly.mean == pytest.approx((1000 - 505 * years) / (0.1 * health), rel=1e-9)
    assert (found.chance.probability, found.chance_cash.probability) == (1, 1)
    # £50.50 twice is £101, but £50.50 and £48.79 are not £100; in cash £30, £28.99, £28.01 and £27.06 just are.
    assert (found.payback_undiscounted, found.payback, found.payback_cash) == (2, 3, 4)
    assert {sector: one.mean for sector, one in found.net_of_sector.items()} == pytest.approx(
        {
            Sector.NHS: 505 * years,
            Sector.LOCAL_GOVERNMENT: -1000,
            Sector.EXCHEQUER: -50 * years,
            Sector.INDIVIDUALS: 50 * years,
        },
        rel=1e-9,
    )
    assert {sector: one.mean for sector, one in found.to_sector.items() if one} == pytest.approx(
        {
            Sector.NHS: 0.505 * years,
            Sector.LOCAL_GOVERNMENT: 0,
            Sector.EXCHEQUER: -0.05 * years,
            Sector.INDIVIDUALS: 0.05 * years,
        },
        rel=1e-9,
    )


def test_the_evidence_return_stands_beside_the_calibrated_one() -> None:
    (row,) = compare(build_pairs(["debt_advice"], LEEDS, Scenario()), ANALYSIS)
    results = evaluate(build_case("debt_advice", LEEDS, EVIDENCE), ANALYSIS, (5,))
    assert row.evidence_return == return_per_pound(results, View(), 0)
    assert row.evidence_return != row.figures.return_per_pound


def test_under_the_evidence_preset_both_returns_are_one() -> None:
    rows = compare(build_pairs(INTERVENTION_NAMES, LEEDS, Scenario(EVIDENCE)), ANALYSIS)
    assert [row.evidence_return for row in rows] == [row.figures.return_per_pound for row in rows]


def test_figures_are_those_of_the_perspective_and_sectors_those_of_society() -> None:
    results = evaluate(build_case("debt_advice", LEEDS), Analysis(draws=200, perspective="nhs"), (5,))
    found = figures(results, 0)
    assert view_of(results) == View((Sector.NHS,))
    assert found.net_present_value == net_present_value(results, View((Sector.NHS,)), 0)
    assert found.return_per_pound is None  # the council pays
    assert found.cost.mean == 0
    assert found.cost_per_qaly is None
    society = figures(evaluate(build_case("debt_advice", LEEDS), ANALYSIS, (5,)), 0)
    assert found.to_sector == society.to_sector
    assert found.net_of_sector == society.net_of_sector


def test_sectors_that_neither_pay_nor_gain_are_left_out() -> None:
    found = figures(evaluate(build_case("workplace_wellbeing", LEEDS), ANALYSIS, (1,)), 0)
    assert list(found.to_sector) == list(found.net_of_sector) == [Sector.EMPLOYERS]


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_cash_is_never_more_than_all_benefits(name: str) -> None:
    found = figures(evaluate(build_case(name, LEEDS, EVIDENCE), ANALYSIS, (5,)), 0)
    assert 0 <= found.benefit_cash.mean <= found.benefit.mean
    assert found.net_cash.mean <= found.net_present_value.mean
    assert found.chance_cash.probability <= found.chance.probability
    assert found.benefit.mean <= found.benefit_undiscounted.mean


def test_GB_06_net_present_value_is_benefits_less_costs_and_the_return_their_ratio() -> None:
    found = figures(evaluate(build_case("debt_advice", LEEDS), ANALYSIS, (5,)), 0)
    assert found.return_per_pound is not None
    assert found.net_present_value.mean == pytest.approx(found.benefit.mean - found.cost.mean, rel=1e-12)
    assert found.return_per_pound.mean == pytest.approx(found.benefit.mean / found.cost.mean, rel=1e-12)
    assert found.net_present_value.base == pytest.approx(found.benefit.base - found.cost.base, rel=1e-12)


def test_a_change_by_hand_moves_both_returns() -> None:
    scenario = Scenario(assignments=(parse_assignment("advice_cost=1000@2024-25"),))
    (dear,) = compare(build_pairs(["debt_advice"], LEEDS, scenario), ANALYSIS)
    (usual,) = compare(build_pairs(["debt_advice"], LEEDS, Scenario()), ANALYSIS)
    assert dear.evidence_return is not None
    assert usual.evidence_return is not None
    assert dear.evidence_return.mean < usual.evidence_return.mean
