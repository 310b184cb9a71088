"""One-way analysis, worked by hand, and against cases run again by hand."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from random_cases import setting
from visits import ANALYSIS, COVERAGE, NET, NHS, SAVING, VISIT_COST, visits, visits_case

from roi_model.analysis.measures import View
from roi_model.analysis.output import Measure, Output, output_at
from roi_model.analysis.tornado import tornado
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import build_case
from roi_model.engine.cash_flow import Benefit, Cost, Outcomes, ValueKind
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.draws import Draws
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline
from roi_model.inputs.area import find_area
from roi_model.inputs.refusal import InputError

ENGLAND = find_area(["England"])


def test_bars_are_the_figures_at_the_ends_of_each_interval_by_swing() -> None:
    result = tornado(visits_case(), ANALYSIS, NET)
    assert result.base == pytest.approx(5_000, rel=1e-12)
    by_hand = {
        "helped": (100 * 0.3 * 300 - 10_000, 100 * 0.7 * 300 - 10_000),  # −1,000 to 11,000
        "saving": (100 * 0.5 * 200 - 10_000, 100 * 0.5 * 400 - 10_000),  # 0 to 10,000
        "visit_cost": (15_000 - 100 * 80, 15_000 - 100 * 120),  # 7,000 to 3,000
        "paper": (5_000, 5_000),
    }
    assert [bar.factor.name for bar in result.bars] == list(by_hand)
    for bar in result.bars:
        assert (bar.at_low, bar.at_high) == pytest.approx(by_hand[bar.factor.name], rel=1e-12, abs=1e-9)
    assert [bar.swing for bar in result.bars] == pytest.approx([12_000, 10_000, 4_000, 0], rel=1e-12)
    assert [(bar.low_value, bar.high_value) for bar in result.bars] == [(0.3, 0.7), (200, 400), (80, 120), (1, 3)]


def test_shares_are_squared_swings_over_their_sum() -> None:
    shares = [bar.share for bar in tornado(visits_case(), ANALYSIS, NET).bars]
    total = 12**2 + 10**2 + 4**2
    assert shares == pytest.approx([144 / total, 100 / total, 16 / total, 0], rel=1e-12)


def test_shares_of_a_linear_model_of_normal_parameters_are_shares_of_its_variance() -> None:
    # y = a + 2b with standard deviations of 1 and 3: variance 1 + 36.
    normal = {"distribution": "normal", "unit": "points", "price_year": None}
    spread = 1.959963984540054
    first = VISIT_COST.changed(name="a", stream="a", value=100, low=100 - spread, high=100 + spread, **normal)
    second = first.changed(name="b", stream="b", low=100 - 3 * spread, high=100 + 3 * spread)

    def sum_of(p: Draws, t: Timeline) -> Outcomes:
        return Outcomes((), (), (Benefit("y", NHS, ValueKind.CASH, (p.a + 2 * p.b) * t.at_start),))

    bars = tornado(visits_case([first, second], sum_of), ANALYSIS, NET).bars
    assert [bar.share for bar in bars] == pytest.approx([36 / 37, 1 / 37], rel=1e-9)
    assert first.fitted.standard_deviation == pytest.approx(1, rel=1e-9)


def test_where_nothing_moves_the_figure_every_share_is_zero() -> None:
    result = tornado(visits_case(), ANALYSIS, Output(Measure.NET, 1, View((Sector.EDUCATION,))))
    assert {bar.share for bar in result.bars} == {0.0}


def test_parameters_of_one_stream_move_together() -> None:
    twin = VISIT_COST.changed(name="second_visit_cost")

    def two_visits(p: Draws, t: Timeline) -> Outcomes:
        return Outcomes((), (Cost("Visits", (p.visit_cost + p.second_visit_cost) * t.at_start),), ())

    (bar,) = tornado(visits_case([VISIT_COST, twin], two_visits), ANALYSIS, Output(Measure.COST, 1)).bars
    assert (bar.at_low, bar.at_high) == pytest.approx((160, 240), rel=1e-12)


def test_a_figure_that_turns_between_the_ends_is_marked() -> None:
    def peak(p: Draws, t: Timeline) -> Outcomes:
        return Outcomes((), (), (Benefit("Peak", NHS, ValueKind.CASH, -((p.visit_cost - 100) ** 2) * t.at_start),))

    result = tornado(visits_case([VISIT_COST], peak), ANALYSIS, NET)
    assert result.bars[0].turns(result.base)
    straight = tornado(visits_case(), ANALYSIS, NET)
    assert not any(bar.turns(straight.base) for bar in straight.bars)


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_TV_33_a_one_way_result_equals_the_case_run_again_at_that_value(name: str) -> None:
    case = build_case(name, ENGLAND)
    output = Output(Measure.NET, case.description.published.horizon)
    for bar in tornado(case, Analysis(), output).bars:
        for value, figure in ((bar.low_value, bar.at_low), (bar.high_value, bar.at_high)):
            again = setting(case, **{parameter.name: value for parameter in bar.factor.parameters})
            assert figure == pytest.approx(float(output_at(again, Analysis(), output, {})[0]), rel=1e-9)


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize(
    "view", [View(), View().cash, View((Sector.LOCAL_GOVERNMENT,)), View((Sector.LOCAL_GOVERNMENT,)).cash.undiscounted]
)
@pytest.mark.parametrize("horizon", [1, 10])
def test_U3_any_output_has_a_tornado(measure: Measure, view: View, horizon: int) -> None:
    case, output = build_case("debt_advice", ENGLAND), Output(measure, horizon, view)
    result = tornado(case, Analysis(), output)
    first = result.bars[0]
    again = setting(case, **{first.factor.name: first.high_value})
    assert result.base == output_at(case, Analysis(), output, {})[0]
    assert first.at_high == pytest.approx(float(output_at(again, Analysis(), output, {})[0]), rel=1e-9)
    assert sum(bar.share for bar in result.bars) == pytest.approx(1, rel=1e-12)
    assert len(result.bars) == 12


def test_the_tornados_of_all_interventions_are_quick() -> None:
    cases = [build_case(name, ENGLAND) for name in INTERVENTION_NAMES]
    before = time.process_time()
    for case in cases:
        tornado(case, Analysis(), Output(Measure.NET, case.description.published.horizon))
    assert time.process_time() - before < 1


def test_a_case_without_uncertain_parameters_is_refused() -> None:
    known = [parameter.fixed(parameter.value, "") for parameter in (VISIT_COST, SAVING)]
    case = visits_case([*known, COVERAGE, COVERAGE.changed(name="helped", value=0.5)], visits)
    with pytest.raises(InputError, match="Made up has no uncertain parameter here, so there is nothing to vary"):
        tornado(case, ANALYSIS, NET)


def test_a_return_to_a_sector_that_pays_nothing_is_refused() -> None:
    council = replace(NET, measure=Measure.RETURN, view=View((Sector.LOCAL_GOVERNMENT,)))
    with pytest.raises(InputError) as caught:
        tornado(visits_case(), ANALYSIS, council)
    assert str(caught.value) == (
        "The return per £1 of made up (Local government, over 1 year) is not defined, because nothing is paid; "
        "ask for --measure net."
    )
