"""Global sensitivity of a case: only what is uncertain varies, and any figure can be asked about."""

from __future__ import annotations

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest
from builders import case_of, certain, uncertain
from visits import ANALYSIS, COVERAGE, HELPED, NET, NHS, SAVING, VISIT_COST, visits_case

from roi_model.analysis.measures import View
from roi_model.analysis.output import Measure, Output, output_at, simulated_output
from roi_model.analysis.sensitivity.question import Question
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case, build_case
from roi_model.engine.cash_flow import Benefit, Cost, Outcomes, ValueKind
from roi_model.engine.design import Method, correlation_of
from roi_model.engine.draws import Draws
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline
from roi_model.inputs.area import find_area
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.refusal import InputError

SIMULATED = replace(ANALYSIS, draws=4096)
RETURN = Output(Measure.RETURN, 1)


def two_normals(p: Draws, t: Timeline) -> Outcomes:
    gains = (Benefit("Gain", NHS, ValueKind.CASH, 1000 * p.gain * t.at_start),)
    return Outcomes((), (Cost("Loss", 1000 * p.loss * t.at_start),), gains)


def normal(name: str, low: float, high: float, **fields: object) -> Parameter:
    form = {"distribution": "normal", "unit": "points", "price_year": None, "label": f"A {name}"}
    return uncertain(name, low, high, **{**form, **fields})


def linear_case() -> Case:
    # Widths 1 and 2, so standard deviations as 1 : 2 and variances as 1 : 4.
    return case_of(two_normals, [normal("loss", 1, 2), normal("gain", 2, 4), certain("coverage", 1)], {NHS: 1})


def debt_advice(analysis: Analysis = Analysis(), measure: Measure = Measure.RETURN) -> Question:  # noqa: B008 - frozen
    return Question(build_case("debt_advice", find_area(["Leeds"])), analysis, Output(measure, 5))


def test_shares_of_a_linear_figure_of_normals_are_those_of_their_variances() -> None:
    found = Question(linear_case(), ANALYSIS, NET).sobol(1024)
    assert found.names == ("loss", "gain")
    assert [index.estimate for index in found.first] == pytest.approx([0.2, 0.8], abs=0.01)
    assert [index.estimate for index in found.total] == pytest.approx([0.2, 0.8], abs=0.01)


def test_draws_of_the_simulation_give_the_same_shares() -> None:
    found = Question(linear_case(), replace(ANALYSIS, draws=10_000), NET).from_draws()
    assert [index.estimate for index in found.first] == pytest.approx([0.2, 0.8], abs=0.02)
    assert found.evaluations == 10_000


def test_effects_are_in_the_unit_of_the_figure_and_from_the_parameters_own_intervals() -> None:
    # From probability 0.025 to 0.025 + ⅔ · 0.95 a normal goes from 1.959964 standard deviations below its mean to
    # z above, and as far from 0.341667 to 0.975. Its interval is 2 · 1.959964 of them; the effect is 3/2 of the step.
    found = Question(linear_case(), ANALYSIS, NET).morris(10)
    half, z = NormalDist().inv_cdf(0.975), NormalDist().inv_cdf(0.025 + 2 / 3 * 0.95)
    crossed = 1.5 * (half + z) / (2 * half)
    loss, gain = found.effects
    assert loss.mu == pytest.approx(-1000 * crossed, rel=1e-9)
    assert gain.mu == pytest.approx(2000 * crossed, rel=1e-9)
    assert loss.sigma == pytest.approx(0, abs=1e-9)


def test_decision_parameters_stay_fixed() -> None:
    found = Question(visits_case(), ANALYSIS, NET).sobol(64)
    assert found.names == ("visit_cost", "saving", "helped", "paper")
    assert COVERAGE.name not in found.names


def test_a_parameter_without_influence_has_shares_of_exactly_zero() -> None:
    paper = Question(visits_case(), ANALYSIS, NET).sobol(64).names.index("paper")
    found = Question(visits_case(), ANALYSIS, NET).sobol(64)
    assert (found.first[paper].estimate, found.total[paper].estimate) == (0, 0)
    assert Question(visits_case(), ANALYSIS, NET).morris(10).effects[paper].mu_star == 0


def test_a_stream_that_two_parameters_share_is_one_factor() -> None:
    twins = [normal("loss", 1, 2, stream="test.twin"), normal("gain", 2, 4, stream="test.twin")]
    question = Question(case_of(two_normals, twins, {NHS: 1}), SIMULATED, NET)
    assert question.sobol(64).names == ("loss",)
    assert question.sobol(1024).total[0].estimate == pytest.approx(1, abs=0.01)
    assert question.from_draws().first[0].estimate == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(
    "output",
    [
        NET,
        RETURN,
        Output(Measure.BENEFIT, 3),
        Output(Measure.COST, 1),
        Output(Measure.NET, 1, View((Sector.LOCAL_GOVERNMENT,))),
        Output(Measure.RETURN, 2, View((Sector.NHS, Sector.LOCAL_GOVERNMENT)).cash.undiscounted),
    ],
)
def test_any_figure_may_be_asked_about(output: Output) -> None:
    question = Question(visits_case(), SIMULATED, output)
    indices = question.sobol(64)
    assert sum(index.estimate for index in indices.total) > 0.8
    assert len(question.morris(10).effects) == len(question.from_draws().first) == 4


def test_cost_depends_on_the_cost_of_a_visit_alone() -> None:
    found = Question(visits_case(), SIMULATED, Output(Measure.COST, 1)).from_draws()
    assert found.first[0].estimate > 0.97
    assert max(abs(index.estimate) for index in found.first[1:]) < 0.02


def test_one_uncertain_parameter_is_enough() -> None:
    case = visits_case([VISIT_COST, SAVING.fixed(300, ""), HELPED.fixed(0.5, ""), COVERAGE])
    question = Question(case, SIMULATED, NET)
    assert question.sobol(64).names == question.morris(10).names == question.from_draws().names == ("visit_cost",)
    with pytest.raises(InputError, match="Second-order indices need two uncertain parameters; here only visit_cost is"):
        question.sobol(64, second_order=True)


def test_with_nothing_uncertain_nothing_can_vary() -> None:
    case = visits_case([VISIT_COST.fixed(100, ""), SAVING.fixed(300, ""), HELPED.fixed(0.5, ""), COVERAGE])
    question = Question(case, SIMULATED, NET)
    for analysis in (lambda: question.sobol(64), lambda: question.morris(10), question.from_draws):
        with pytest.raises(InputError, match=r"^Made up has no uncertain parameter here, so nothing can vary\.$"):
            analysis()


def test_a_figure_that_nothing_moves_is_refused_by_name() -> None:
    idle = Output(Measure.NET, 1, View((Sector.EDUCATION,)))
    question = Question(visits_case(), SIMULATED, idle)
    sentence = (
        r"^The net present value of made up \(Education, over 1 year\): 0 whatever the uncertain parameters are, "
        r"so there is no uncertainty to explain\.$"
    )
    for analysis in (lambda: question.sobol(64), lambda: question.morris(10), question.from_draws):
        with pytest.raises(InputError, match=sentence):
            analysis()


def test_a_return_of_a_sector_that_pays_nothing_is_refused_by_name() -> None:
    council = Output(Measure.RETURN, 1, View((Sector.LOCAL_GOVERNMENT,)))
    question = Question(visits_case(), SIMULATED, council)
    sentence = (
        r"^The return per £1 of made up \(Local government, over 1 year\) is not defined: it divides by programme "
        r"cost, and none falls there\. Ask for --measure net, or for a wider perspective\.$"
    )
    for analysis in (lambda: question.sobol(64), lambda: question.morris(10), question.from_draws):
        with pytest.raises(InputError, match=sentence):
            analysis()


def test_correlated_parameters_are_only_for_the_draws() -> None:
    correlated = replace(SIMULATED, correlation=correlation_of({("test.loss", "test.gain"): 0.9}))
    question = Question(linear_case(), correlated, NET)
    for analysis in (lambda: question.sobol(64), lambda: question.morris(10)):
        with pytest.raises(InputError, match="each parameter on its own, so it cannot be used with --correlate"):
            analysis()
    # A loss that moves with the gain takes on some of the gain's share: here E[net|loss] rises with the loss.
    loss, gain = question.from_draws().first
    assert loss.estimate > 0.4
    assert loss.estimate + gain.estimate > 1


def test_fewer_draws_than_the_method_needs_are_refused_before_any_work() -> None:
    with pytest.raises(InputError, match="draws is 2; shares of uncertainty from the draws .* at least 1,000"):
        Question(visits_case(), ANALYSIS, NET).from_draws()


@pytest.mark.parametrize("method", [Method.LATIN_HYPERCUBE, Method.SOBOL])
def test_draws_of_any_design_may_be_used(method: Method) -> None:
    found = debt_advice(Analysis(draws=4096, method=method)).from_draws()
    beside = debt_advice().sobol(1024)
    for ours, theirs in zip(found.first, beside.first, strict=True):
        # The correction for chance is 40/4,096 of what is left, and too much for draws as even as Sobol's.
        allowed = 40 / 4096 if method is Method.SOBOL else 0.0
        assert abs(ours.estimate - theirs.estimate) < ours.margin + theirs.margin + allowed


def test_the_draws_used_are_those_that_gave_the_figures() -> None:
    question = debt_advice(Analysis(draws=12_000))  # more than one block
    _, figures = simulated_output(question.case, question.analysis, question.output)
    columns = {name: drawn.reshape(-1, 1) for name, drawn in question._drawn(question.factors)}
    assert output_at(question.case, question.analysis, question.output, columns) == pytest.approx(figures, rel=1e-12)


def test_a_point_of_the_cube_is_the_draw_of_the_same_probabilities() -> None:
    question = debt_advice(Analysis(draws=1000))
    _, figures = simulated_output(question.case, question.analysis, question.output)
    design = question.analysis.design
    points = np.hstack([design.uniform(factor.first.stream, 0, 1000) for factor in question.factors])
    assert question.unit_figure.at(points) == pytest.approx(figures, rel=1e-12)


def test_the_ends_of_the_cube_have_finite_figures() -> None:
    question = Question(linear_case(), ANALYSIS, NET)
    assert np.isfinite(question.unit_figure.at(np.array([[0.0, 1.0], [1.0, 0.0]]))).all()
