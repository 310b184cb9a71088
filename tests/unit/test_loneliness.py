"""Loneliness by hand: 1,000 older people, a fifth lonely, half of them helped."""

import numpy as np
import pytest

from roi_model.analysis.output import Measure, Output, output_at
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import build_case
from roi_model.engine.cash_flow import Benefit, Cost, Outcomes, Quantity, ValueKind
from roi_model.engine.draws import Draws, base_case
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline
from roi_model.inputs.area import find_area
from roi_model.inputs.evidence_file import evidence_file
from roi_model.inputs.parameter_set import EVIDENCE, parameter_set
from roi_model.interventions.loneliness import model

MEASURED = "five-years-measured"
ROUND = {
    "people_65_plus": 1000.0,
    "lonely_share": 0.2,
    "coverage": 0.5,
    "service_cost": 20.0,
    "loneliness_free_years": 1.5,
    "measured_over_years": 2.0,
    "success_retention": 0.5,
    "effect_years": 100.0,
    "depression_prevalence": 0.25,
    "depression_odds_ratio": 3.0,
    "nhs_cost_per_case": 100.0,
    "la_cost_per_case": 8.0,
    "dementia_incidence": 0.5,
    "dementia_odds_ratio": 3.0,
    "dementia_survival": 0.5,
    "dementia_cost": 1000.0,
    "nhs_share_of_dementia_cost": 0.25,
    "gp_visits_averted": 2.0,
    "gp_visit_cost": 10.0,
    "direct_nhs_saving_per_person": 3.0,
}


def help_lonely(years: int, **changes: float) -> Outcomes:
    return model(Draws({name: np.array([[value]]) for name, value in {**ROUND, **changes}.items()}), Timeline(years))


def every_line(outcomes: Outcomes) -> list[Quantity | Cost | Benefit]:
    return [*outcomes.quantities, *outcomes.costs, *outcomes.benefits]


def by_label(outcomes: Outcomes) -> dict[str, list[float]]:
    return {line.label: line.amount[0].tolist() for line in every_line(outcomes)}


def test_loneliness_every_line_by_hand() -> None:
    found = by_label(help_lonely(3))
    # 1,000 × 0.2 × 0.5 = 100 helped. 1.5 years over two years, half retained: 1.5 ÷ (1 + 0.5) = 1 at first,
    # so 100, 50 and 25 are free of loneliness.
    # Depression: odds 1/3 × 3 = 1, risk 0.5, so 0.25 less: 25, 12.5, 6.25.
    # Dementia: odds 1 × 3, risk 0.75, so 0.25 fewer onsets: 25, 12.5, 6.25; as a stock of which half survives
    # 25, 12.5 + 12.5 = 25, 12.5 + 6.25 = 18.75.
    expected = {
        "People helped": [100, 0, 0],
        "Years free of loneliness": [100, 50, 25],
        "Depression averted": [25, 12.5, 6.25],
        "Dementia averted": [25, 25, 18.75],
        "Navigator or befriending service": [2000, 0, 0],  # 100 × £20
        "Health care of depression": [2500, 1250, 625],  # × £100
        "Social care of depression": [200, 100, 50],  # × £8
        "Health care of dementia": [6250, 6250, 4687.5],  # × £1,000 × 0.25
        "Social care of dementia": [18750, 18750, 14062.5],  # the other three quarters
        "GP visits": [2000, 1000, 500],  # 100 × 2 × £10
        "Treatment in the first year": [300, 0, 0],  # 100 × £3
    }
    assert list(found) == list(expected)
    for label, amounts in expected.items():
        assert found[label] == pytest.approx(amounts, rel=1e-12, abs=0), label


def test_loneliness_sectors_and_kinds() -> None:
    assert [(line.label, line.sector, line.kind) for line in help_lonely(1).benefits] == [
        ("Health care of depression", Sector.NHS, ValueKind.CAPACITY),
        ("Social care of depression", Sector.LOCAL_GOVERNMENT, ValueKind.CAPACITY),
        ("Health care of dementia", Sector.NHS, ValueKind.CAPACITY),
        ("Social care of dementia", Sector.LOCAL_GOVERNMENT, ValueKind.CASH),
        ("GP visits", Sector.NHS, ValueKind.CAPACITY),
        ("Treatment in the first year", Sector.NHS, ValueKind.CAPACITY),
    ]


@pytest.mark.parametrize("retention", [0.0, 0.5, 0.8, 1.0])
def test_loneliness_free_years_add_up_to_the_measured_gain(retention: float) -> None:
    outcomes = help_lonely(2, success_retention=retention, loneliness_free_years=0.75)
    free = next(line for line in outcomes.quantities if line.label == "Years free of loneliness")
    assert free.amount.sum() == pytest.approx(100 * 0.75, rel=1e-12)


def test_TV_07_nobody_is_free_of_loneliness_for_more_than_the_whole_of_a_year() -> None:
    # 2.4 years over two, half retained, would be 2.4 ÷ 1.5 = 1.6 years in the first; there are as many as were helped.
    found = by_label(help_lonely(3, loneliness_free_years=2.4))
    assert found["Years free of loneliness"] == [100, 50, 25]


def test_loneliness_ends_where_the_effect_does_and_dementia_averted_goes_on() -> None:
    # 100 and 50 free of loneliness, then nobody; 25 onsets and 12.5, of which half survive each year.
    found = by_label(help_lonely(4, effect_years=2.0))
    assert found["Years free of loneliness"] == [100, 50, 0, 0]
    assert found["Depression averted"] == pytest.approx([25, 12.5, 0, 0], rel=1e-12)
    assert found["Dementia averted"] == pytest.approx([25, 25, 12.5, 6.25], rel=1e-12)


def test_loneliness_preset_of_the_measured_years_differs_beyond_them_alone() -> None:
    whole, measured = (build_case("loneliness", find_area(["England"]), name) for name in (EVIDENCE, MEASURED))
    by_horizon = [
        [float(output_at(case, Analysis(price_year="2015"), Output(Measure.RETURN, years), {})[0]) for years in (5, 10)]
        for case in (whole, measured)
    ]
    assert by_horizon[0][0] == by_horizon[1][0]
    # As the methods page says.
    assert [round(found[1], 2) for found in by_horizon] == [0.89, 0.75]


def test_loneliness_first_year_does_not_depend_on_the_horizon() -> None:
    short, long = help_lonely(1), help_lonely(10)
    for one, ten in zip(short.benefits, long.benefits, strict=True):
        assert one.amount[0, 0] == ten.amount[0, 0], one.label


def test_loneliness_without_effect_gains_exactly_nothing_and_still_costs() -> None:
    outcomes = help_lonely(5, loneliness_free_years=0.0, direct_nhs_saving_per_person=0.0)
    assert [line.amount.sum() for line in outcomes.benefits] == [0, 0, 0, 0, 0, 0]
    assert outcomes.costs[0].amount.sum() == 2000


def test_loneliness_without_coverage_is_nothing_at_all() -> None:
    outcomes = help_lonely(5, coverage=0.0)
    assert not any(line.amount.any() for line in every_line(outcomes))


@pytest.mark.parametrize("years", [1, 5])
def test_loneliness_preset_befriending_2011_returns_44_pence(years: int) -> None:
    parameters = parameter_set("loneliness", "befriending-2011")
    assert {parameters[name].price_year for name in ("service_cost", "direct_nhs_saving_per_person")} == {"2009"}
    outcomes = model(Draws(base_case(parameters) | {"people_65_plus": np.array([[1000.0]])}), Timeline(years))
    benefit = sum(line.amount.sum() for line in outcomes.benefits)
    assert benefit / outcomes.costs[0].amount.sum() == pytest.approx(35 / 80, rel=1e-12)  # 0.4375, published 0.44


def test_loneliness_says_that_its_headline_needs_more_than_the_evidence() -> None:
    assert "more than twice" in evidence_file("loneliness").description.lever_note
