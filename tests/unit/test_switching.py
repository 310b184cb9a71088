"""Switching values, worked by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from builders import certain
from random_cases import setting
from visits import ANALYSIS, COUNCIL, COVERAGE, HELPED, NET, NHS, PARAMETERS, SAVING, VISIT_COST, visits_case

from roi_model.analysis.measures import View
from roi_model.analysis.output import Measure, Output, output_at
from roi_model.analysis.switching import (
    NoEffectError,
    Switching,
    all_switching_values,
    default_subjects,
    switching_values,
)
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import build_case
from roi_model.engine.cash_flow import Benefit, Cost, Outcomes, ValueKind
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.draws import Draws
from roi_model.engine.timeline import Timeline
from roi_model.inputs.area import find_area
from roi_model.inputs.parameter_set import parameter_set
from roi_model.inputs.price import price_factor
from roi_model.inputs.refusal import InputError

ENGLAND = find_area(["England"])


def found(name: str, output: Output = NET) -> Switching:
    return switching_values(visits_case(), ANALYSIS, output, name)


def roots(name: str, output: Output = NET) -> list[float]:
    return [root.value for root in found(name, output).roots]


def test_a_number_that_scales_one_stream_switches_where_that_stream_equals_the_rest() -> None:
    # x* = x · (1 − NPV ÷ present value of the stream it scales); a cost is a negative stream.
    assert roots("visit_cost") == pytest.approx([100 * (1 - 5_000 / -10_000)], rel=1e-12)  # 150
    assert roots("saving") == pytest.approx([300 * (1 - 5_000 / 15_000)], rel=1e-12)  # 200
    assert roots("helped") == pytest.approx([0.5 * (1 - 5_000 / 15_000)], rel=1e-12)  # 1/3
    assert roots("cost") == pytest.approx([15_000 / 10_000], rel=1e-12)
    assert roots("effect") == pytest.approx([10_000 / 15_000], rel=1e-12)


def test_today_and_the_distance_in_standard_deviations_are_reported() -> None:
    result = found("visit_cost")
    (root,) = result.roots
    deviation = VISIT_COST.fitted.standard_deviation
    assert result.today == pytest.approx(5_000, rel=1e-12)
    assert result.sign == 1
    assert result.subject.deviations(root) == pytest.approx((150 - 100) / deviation, rel=1e-12)
    assert result.subject.is_inside(root) is False
    assert (result.above, result.below) == (root, None)


def test_inside_and_outside_the_interval() -> None:
    result = found("helped")  # 1/3 in 0.3 to 0.7
    assert result.subject.interval == (0.3, 0.7)
    assert result.subject.is_inside(result.roots[0]) is True
    assert (result.subject.deviations(result.roots[0]) or 0) < 0
    assert result.below == result.roots[0]


def test_a_partners_position_has_switching_values_of_its_own() -> None:
    # The NHS pays 10,000 and has 60% of 15,000; the council pays nothing and has 6,000 in cash.
    nhs = replace(NET, view=View((NHS,)))
    assert roots("visit_cost", nhs) == pytest.approx([90], rel=1e-12)
    assert found("visit_cost", nhs).sign == -1
    assert roots("saving", nhs) == pytest.approx([300 * 10_000 / 9_000], rel=1e-12)
    cash = replace(NET, view=View().cash)
    assert roots("saving", cash) == pytest.approx([300 * 10_000 / 6_000], rel=1e-12)
    council = replace(NET, view=View((COUNCIL,)))
    assert roots("saving", council) == []  # it gains at any saving above 0
    with pytest.raises(NoEffectError, match="visit_cost has no effect on the net present value of made up"):
        found("visit_cost", council)


def test_coverage_scales_costs_and_benefits_alike_and_so_has_none_in_range() -> None:
    result = found("coverage")
    assert result.roots == ()
    assert (result.subject.span.least, result.subject.span.most) == (0, 1)
    assert result.subject.deviation is None


def test_a_value_without_an_end_is_looked_for_up_to_a_thousand_times_the_known_ones() -> None:
    assert (found("visit_cost").subject.span.least, found("visit_cost").subject.span.most) == (0, 120_000)
    dear = visits_case([VISIT_COST, SAVING.changed(value=1e6, low=0.9e6, high=1.1e6), HELPED, COVERAGE])
    assert switching_values(dear, ANALYSIS, NET, "visit_cost").roots == ()  # it would be 500,000


def test_money_is_in_its_own_price_year_and_can_be_restated() -> None:
    result = switching_values(visits_case(), Analysis(price_year="2024-25"), NET, "visit_cost")
    (root,) = result.roots
    assert root.value == pytest.approx(150, rel=1e-12)  # the saving has the same price year
    assert (result.subject.price_year, result.price_year) == ("2015", "2024-25")
    restated = result.subject.in_prices_of("2024-25", root.value)
    assert restated == pytest.approx(150 * price_factor("2015", "2024-25"), rel=1e-12)
    assert found("helped").subject.in_prices_of("2024-25", 0.4) == 0.4


def test_a_figure_that_is_not_monotone_has_all_its_roots_the_nearest_first() -> None:
    def dosed(p: Draws, t: Timeline) -> Outcomes:
        gain = 100 * p.dose * (4 - p.dose) * t.at_start
        return Outcomes((), (Cost("Care", 300 * t.at_start),), (Benefit("Health", NHS, ValueKind.CASH, gain),))

    dose = certain("dose", 1.5, unit="units", minimum=0, maximum=10)
    result = switching_values(visits_case([dose], dosed), ANALYSIS, NET, "dose")
    assert [root.value for root in result.roots] == pytest.approx([1, 3], rel=1e-12)  # 4d − d² = 3
    assert (result.below, result.above) == result.roots


def test_a_number_of_years_switches_at_a_whole_number() -> None:
    def lasting(p: Draws, t: Timeline) -> Outcomes:
        gain = 100 * t.during(p.years)
        return Outcomes((), (Cost("Care", 350 * t.at_start),), (Benefit("Health", NHS, ValueKind.CASH, gain),))

    years = certain("years", 5, unit="years", whole=True, minimum=1, maximum=10)
    output = Output(Measure.NET, 10, View().undiscounted)
    (root,) = switching_values(visits_case([years], lasting), ANALYSIS, output, "years").roots
    assert (root.value, root.exact) == (3, False)  # 300 < 350 < 400


def test_a_parameter_that_is_the_same_as_another_moves_both() -> None:
    def two_visits(p: Draws, t: Timeline) -> Outcomes:
        paid = (p.visit_cost + p.twin) * t.at_start
        return Outcomes((), (Cost("Visits", paid),), (Benefit("Health", NHS, ValueKind.CASH, 300 * t.at_start),))

    case = visits_case([VISIT_COST, VISIT_COST.changed(name="twin")], two_visits)
    for name in ("visit_cost", "twin"):
        assert switching_values(case, ANALYSIS, NET, name).roots[0].value == pytest.approx(150, rel=1e-12)
    apart = visits_case([VISIT_COST, VISIT_COST.changed(name="twin", stream="test.twin")], two_visits)
    assert switching_values(apart, ANALYSIS, NET, "twin").roots[0].value == pytest.approx(200, rel=1e-12)


def test_TV_34_at_its_switching_value_a_figure_is_zero_and_today_is_a_root() -> None:
    for name in ("visit_cost", "saving", "helped"):
        (root,) = found(name).roots
        case = setting(visits_case(), **{name: root.value})
        assert output_at(case, ANALYSIS, NET, {})[0] == pytest.approx(0, abs=1e-8)
        again = switching_values(case, ANALYSIS, NET, name)
        assert (again.sign, [each.value for each in again.roots]) == (0, [root.value])
        assert again.at_switch


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_GB_11_every_intervention_has_switching_values_that_bring_its_net_to_zero(name: str) -> None:
    case = build_case(name, ENGLAND)
    output = Output(Measure.NET, case.description.published.horizon)
    results, _ = all_switching_values(case, Analysis(), output, default_subjects(case))
    assert sum(len(result.roots) for result in results) >= 3
    for result in results:
        for root in result.roots:
            if result.subject.name in {"cost", "effect"}:
                continue
            columns = {result.subject.name: np.array([[root.value]])}
            net, paid = (
                float(output_at(case, Analysis(), replace(output, measure=measure), columns)[0])
                for measure in (Measure.NET, Measure.COST)
            )
            assert root.exact
            assert abs(net) < 1e-9 * paid


def test_the_interval_of_a_calibrated_lever_is_that_of_the_evidence() -> None:
    case = build_case("debt_advice", ENGLAND)  # phe-2017 raises the lever from 0.47 to about 0.53
    lever = parameter_set("debt_advice")["effect_persistence"]
    output = Output(Measure.NET, 5)
    subject = switching_values(case, Analysis(), output, "effect_persistence").subject
    assert subject.value > lever.value
    assert subject.interval == pytest.approx((lever.low, lever.high), rel=1e-12)
    ours = case.with_parameters(case.parameters.replacing(lever.changed(source="user", low=0.4, high=0.55)))
    assert switching_values(ours, Analysis(), output, "effect_persistence").subject.interval == (0.4, 0.55)


def test_all_are_ordered_by_distance_and_idle_ones_are_named() -> None:
    assert default_subjects(visits_case()) == ("visit_cost", "saving", "helped", "paper", "coverage", "cost", "effect")
    results, idle = all_switching_values(visits_case(), ANALYSIS, NET, default_subjects(visits_case()))
    # helped lies 1/6 ÷ 0.103, saving 100 ÷ 51, the visit 50 ÷ 10 deviations away; then what has none; then no root.
    assert [each.subject.name for each in results] == ["helped", "saving", "visit_cost", "effect", "cost", "coverage"]
    assert idle == ("paper",)


@pytest.mark.parametrize(
    ("name", "output", "sentence"),
    [
        (
            "paper",
            NET,
            "paper has no effect on the net present value of made up (over 1 year) here, so it has no switching value.",
        ),
        ("vist_cost", NET, "There is no parameter called 'vist_cost' in debt_advice. Did you mean 'visit_cost'?"),
        (
            "helped",
            replace(NET, measure=Measure.RETURN),
            "Switching values are those of a net figure; --measure return has none.",
        ),
    ],
)
def test_what_has_no_switching_value_is_refused(name: str, output: Output, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        switching_values(visits_case(PARAMETERS), ANALYSIS, output, name)
    assert str(caught.value) == sentence


def test_a_figure_that_nothing_moves_is_refused() -> None:
    idle = replace(NET, view=View((COUNCIL,)))
    with pytest.raises(
        NoEffectError, match="None of these has an effect on the net present value .*: visit_cost, cost"
    ):
        all_switching_values(visits_case(), ANALYSIS, idle, ("visit_cost", "cost"))
