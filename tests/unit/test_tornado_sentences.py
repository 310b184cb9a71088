"""What is said of one-way and two-way analyses: wording and numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from visits import ANALYSIS, COVERAGE, HELPED, NET, NHS, PARAMETERS, SAVING, VISIT_COST, visits, visits_case

from roi_model.analysis.grid import grid, read_axis
from roi_model.analysis.measures import View
from roi_model.analysis.output import Measure, Output
from roi_model.analysis.tornado import tornado
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Benefit, Outcomes, ValueKind
from roi_model.engine.draws import Draws
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline
from roi_model.inputs.parameter import Parameter
from roi_model.outputs.tornado_sentences import grid_sentence, tornado_sentence, turning_note


def said(output: Output = NET, parameters: list[Parameter] | None = None) -> str:
    return tornado_sentence(tornado(visits_case(parameters), ANALYSIS, output))


def test_the_largest_swing_its_share_and_what_turns_the_sign() -> None:
    # Shares of 144, 100 and 16 in 260.
    assert said() == (
        "“People helped” moves the net present value of made up over 1 year most: −£1,000 at 30%, £11,000 at "
        "70%. It accounts for 55% of what single parameters explain. “People helped” alone can take it below zero."
    )


def test_more_than_three_movers_have_the_share_of_the_first_three() -> None:
    def with_paper(p: Draws, t: Timeline) -> Outcomes:
        outcomes = visits(p, t)
        extra = Benefit("Paper", NHS, ValueKind.CASH, 1_000 * p.paper * t.at_start)
        return replace(outcomes, benefits=(*outcomes.benefits, extra))

    # Paper swings from 1,000 to 3,000: 4 more in the sum of squares, 264; the first three have 260.
    case: Case = visits_case(PARAMETERS, with_paper)
    assert tornado_sentence(tornado(case, ANALYSIS, NET)) == (
        "“People helped” moves the net present value of made up over 1 year most: £1,000 at 30%, £13,000 at "
        "70%. It accounts for 55% of what single parameters explain. The first three account for 98%. No parameter, "
        "moved alone over its interval, takes it below zero."
    )


def test_one_mover_and_none() -> None:
    certain_rest = [SAVING.fixed(300, ""), HELPED.fixed(0.5, ""), COVERAGE]
    assert said(parameters=[VISIT_COST, *certain_rest]) == (
        "“Cost of a visit” moves the net present value of made up over 1 year most: £7,000 at £80, £3,000 at "
        "£120. Nothing else moves it. No parameter, moved alone over its interval, takes it below zero."
    )
    assert said(Output(Measure.NET, 1, View((Sector.EDUCATION,)))) == (
        "Nothing that is uncertain moves the net present value of made up for education over 1 year."
    )


def test_a_loss_that_may_turn_into_a_gain() -> None:
    # The NHS: 9,000 less 10,000. Its three parameters take it to 2,600, 2,000 and 1,000.
    assert said(Output(Measure.NET, 1, View((NHS,)))) == (
        "“People helped” moves the net present value of made up for the NHS over 1 year most: −£4,600 at 30%, "
        "£2,600 at 70%. It accounts for 50% of what single parameters explain. “People helped”, “Saving for each "
        "person helped” or “Cost of a visit” alone can take it above zero."
    )


@pytest.mark.parametrize(
    ("measure", "start"),
    [
        (Measure.RETURN, "“People helped” moves the return per £1 of made up over 1 year most: £0.90 at 30%"),
        (Measure.BENEFIT, "“People helped” moves the benefits of made up over 1 year most: £9,000 at 30%"),
        (Measure.COST, "“Cost of a visit” moves the programme cost of made up over 1 year most: £8,000 at £80"),
    ],
)
def test_other_figures_have_their_own_form_and_no_word_on_zero(measure: Measure, start: str) -> None:
    text = said(Output(measure, 1))
    assert text.startswith(start)
    assert "zero" not in text


def test_figures_that_turn_are_named() -> None:
    def peak(p: Draws, t: Timeline) -> Outcomes:
        return Outcomes((), (), (Benefit("Peak", NHS, ValueKind.CASH, -((p.visit_cost - 99) ** 2) * t.at_start),))

    assert turning_note(tornado(visits_case([VISIT_COST], peak), ANALYSIS, NET)) == (
        "The base case lies outside the two ends of visit_cost: the swing does not show all that happens."
    )
    assert turning_note(tornado(visits_case(), ANALYSIS, NET)) is None


def said_of_grid(first: str, second: str, output: Output = NET) -> str:
    case = visits_case()
    return grid_sentence(grid(case, ANALYSIS, output, read_axis(case, first, 2), read_axis(case, second, 2)))


def test_a_grid_has_its_least_and_greatest_figure_and_the_pairs_above_zero() -> None:
    # −3,000 and 1,000 at £80 and £120 with 30%; 13,000 and 9,000 with 70%.
    assert said_of_grid("visit_cost", "helped") == (
        "Over the grid, the net present value of made up over 1 year lies between −£3,000 (visit_cost £120, helped "
        "30%) and £13,000 (visit_cost £80, helped 70%); 3 of the 4 pairs of values are above zero."
    )
    assert said_of_grid("visit_cost", "helped=0.5:0.7").endswith("; every pair of values is above zero.")
    assert said_of_grid("visit_cost", "helped=0.1:0.2").endswith("; no pair of values is above zero.")
    assert said_of_grid("visit_cost", "helped=0.1:0.35").endswith("; 1 of the 4 pairs of values is above zero.")


def test_a_grid_of_returns_has_no_word_on_zero() -> None:
    assert said_of_grid("visit_cost=75:120@2015", "helped", Output(Measure.RETURN, 1)) == (
        "Over the grid, the return per £1 of made up over 1 year lies between £0.75 (visit_cost £120, helped 30%) and "
        "£2.80 (visit_cost £75, helped 70%)."
    )


def test_rounding_errors_choose_no_pair() -> None:
    assert "(coverage 10%, visit_cost £120) and £2.00 (coverage 10%, visit_cost £75)" in said_of_grid(
        "coverage=0.1:0.7", "visit_cost=75:120@2015", Output(Measure.RETURN, 1)
    )
