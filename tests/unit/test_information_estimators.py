"""Estimators of the value of information against problems whose answer is known in closed form."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from roi_model.analysis.information.estimators import (
    Gain,
    best_option,
    binned_gain,
    boosting_gain,
    ceiling,
    natural_spline,
    perfect_gain,
    spline_gain,
)
from roi_model.analysis.information.nested import NestedGain, NestedSize, nested_gain
from roi_model.inputs.refusal import InputError

Array = NDArray[np.float64]
Estimate = Callable[[Array, Array], Gain]
DRAWS = 10_000
NORMAL = np.random.default_rng(31).normal(size=(DRAWS, 3))
X, Z, OTHER = NORMAL.T
BOTH = NORMAL[:, :2]


def against_nothing(net: Array) -> Array:
    """Two options: nothing, at 0, and one with these net benefits."""
    return np.column_stack([np.zeros_like(net), net])


def expected_above_zero(mean: float, deviation: float) -> float:
    """E[max(0, y)] of a normal y: μ·Φ(μ/σ) + σ·φ(μ/σ)."""
    score = mean / deviation
    return float(mean * stats.norm.cdf(score) + deviation * stats.norm.pdf(score))


# Linear: y = 1 + 2x + z. Knowing x leaves a mean of 1 + 2x; a spread of √5 in all.
LINEAR = against_nothing(1 + 2 * X + Z)
LINEAR_X = expected_above_zero(1, 2) - 1
LINEAR_Z = expected_above_zero(1, 1) - 1
LINEAR_ALL = expected_above_zero(1, math.sqrt(5)) - 1
# Curved: y = x² − 1 + z, of mean 0. E[max(0, x² − 1)] = 2φ(1), as ∫(x² − 1)φ over x > 1 is φ(1).
CURVED = against_nothing(X**2 - 1 + Z)
CURVED_X = 2 * float(stats.norm.pdf(1))
# Interacting: y = x·z. Knowing one says nothing of the mean; knowing both is worth E|xz| ÷ 2 = (2/π) ÷ 2.
INTERACTING = against_nothing(X * Z)
INTERACTING_BOTH = 1 / math.pi


def within_three_errors(gain: Gain, exact: float) -> bool:
    return abs(gain.value - exact) <= 3 * gain.error


@pytest.mark.parametrize("estimator", [spline_gain, binned_gain, boosting_gain])
@pytest.mark.parametrize(("place", "exact"), [(0, LINEAR_X), (1, LINEAR_Z)])
def test_TV_31_linear_problem_has_the_closed_form(estimator: Estimate, place: int, exact: float) -> None:
    gain = estimator(NORMAL[:, [place]], LINEAR)
    assert within_three_errors(gain, exact)
    assert gain.error < 0.025


@pytest.mark.parametrize("estimator", [spline_gain, binned_gain, boosting_gain])
def test_TV_31_curved_problem_has_the_closed_form(estimator: Estimate) -> None:
    gain = estimator(X[:, None], CURVED)
    assert within_three_errors(gain, CURVED_X)
    assert gain.error < 0.025


def test_TV_31_interacting_problem_is_seen_by_trees_and_not_by_an_additive_spline() -> None:
    assert spline_gain(X[:, None], INTERACTING).value < 3 * spline_gain(X[:, None], INTERACTING).error
    spline, boosting = spline_gain(BOTH, INTERACTING), boosting_gain(BOTH, INTERACTING)
    assert within_three_errors(boosting, INTERACTING_BOTH)
    assert spline.value < 0.1 * INTERACTING_BOTH
    assert spline.differs_from(boosting)


def nested(known: list[int], net_of: str, size: NestedSize) -> NestedGain:
    """Nested simulation on the same draws."""

    def net_at(known_rows: NDArray[np.int64], other_rows: NDArray[np.int64]) -> Array:
        values = np.where(np.isin(np.arange(3), known), NORMAL[known_rows], NORMAL[other_rows])
        x, z = values[:, 0], values[:, 1]
        return against_nothing({"linear": 1 + 2 * x + z, "curved": x**2 - 1 + z, "interacting": x * z}[net_of])

    best = {"linear": 1, "curved": 0, "interacting": 0}[net_of]
    return nested_gain(net_at, DRAWS, best, size, seed=5)


@pytest.mark.parametrize(
    ("known", "net_of", "exact"),
    [
        ([0], "linear", LINEAR_X),
        ([1], "linear", LINEAR_Z),
        ([0, 1], "linear", LINEAR_ALL),
        ([0], "curved", CURVED_X),
        ([0], "interacting", 0.0),
        ([0, 1], "interacting", INTERACTING_BOTH),
    ],
)
def test_TV_31_nested_simulation_has_the_closed_form(known: list[int], net_of: str, exact: float) -> None:
    gain = nested(known, net_of, NestedSize(4000, 200))
    assert abs(float(gain.draws.mean()) - exact) <= 3 * gain.error
    assert gain.error < 0.02


def test_in_a_tie_halves_take_off_part_of_the_bias_and_the_error_covers_the_rest() -> None:
    # Of y = x·z with x known, the mean of N inner draws has a spread of |x|/√N: E[max(0, ·)] is
    # E|x|·φ(0)/√N = (√(2/π)/√(2π))/√N = 1/(π√N), though nothing can be gained. Of halves it is √2 times that,
    # so that the correction takes off √2 − 1 of it.
    size = NestedSize(4000, 20)
    gain, bias = nested([0], "interacting", size), 1 / (math.pi * math.sqrt(20))
    assert gain.correction == pytest.approx((math.sqrt(2) - 1) * bias, rel=0.05)
    assert float(gain.draws.mean()) == pytest.approx((2 - math.sqrt(2)) * bias, rel=0.05)
    assert gain.error > gain.correction
    assert gain.value < 2 * gain.error
    assert len(size.blocks) == 8  # of 500 outer draws each


def test_nested_simulation_reports_each_block_and_repeats_itself() -> None:
    calls: list[int] = []
    size = NestedSize(100, 200)
    net = LINEAR

    def net_at(known: NDArray[np.int64], other: NDArray[np.int64]) -> Array:
        return net[other] + 0 * net[known]

    first = nested_gain(net_at, DRAWS, 1, size, 1, lambda: calls.append(1))
    assert len(calls) == len(size.blocks) == 2
    assert (first.draws == nested_gain(net_at, DRAWS, 1, size, 1).draws).all()


def test_TV_30_evpi_of_a_linear_problem_has_the_closed_form_and_of_a_certain_decision_is_0() -> None:
    assert within_three_errors(perfect_gain(LINEAR), LINEAR_ALL)
    certain = perfect_gain(against_nothing(1 + np.abs(X)))
    assert certain.value == 0
    assert certain.error == 0


@pytest.mark.parametrize("net", [LINEAR, CURVED, INTERACTING], ids=["linear", "curved", "interacting"])
@pytest.mark.parametrize("estimator", [spline_gain, boosting_gain])
def test_TV_30_no_estimate_is_below_0_or_above_the_evpi(net: Array, estimator: Estimate) -> None:
    few = slice(0, 2000)
    for inputs in (NORMAL[few, :1], NORMAL[few, 2:], BOTH[few], NORMAL[few]):
        assert 0 <= estimator(inputs, net[few]).value <= perfect_gain(net[few]).value


@pytest.mark.parametrize("estimator", [spline_gain, boosting_gain])
def test_U14_more_inputs_are_not_worth_less_within_two_errors(estimator: Estimate) -> None:
    one, both = estimator(X[:, None], LINEAR), estimator(BOTH, LINEAR)
    assert both.value >= one.value - 2 * one.error
    assert both.value > one.value  # 0.97 against 0.81: the second input is worth something


def test_U15_one_two_and_all_inputs() -> None:
    assert within_three_errors(spline_gain(X[:, None], against_nothing(X)), float(stats.norm.pdf(0)))
    alone = spline_gain(X[:, None], against_nothing(X))
    assert alone.value == pytest.approx(perfect_gain(against_nothing(X)).value, rel=0.005)
    assert spline_gain(NORMAL, LINEAR).value == pytest.approx(perfect_gain(LINEAR).value, rel=0.01)
    assert boosting_gain(NORMAL, LINEAR).value == pytest.approx(perfect_gain(LINEAR).value, rel=0.02)


def test_U17_more_terms_than_the_draws_can_bear_are_refused_with_the_number_needed() -> None:
    few = slice(0, 159)
    message = "A regression on 3 parameters has 16 terms and needs at least 160 draws; there are 159."
    for estimator in (spline_gain, boosting_gain):
        with pytest.raises(InputError, match=message):
            estimator(NORMAL[few], LINEAR[few])
    assert spline_gain(NORMAL[:160], LINEAR[:160]).draws.size == 160
    with pytest.raises(InputError, match="A regression on 1 parameter has 6 terms and needs at least 60 draws"):
        binned_gain(X[:59, None], LINEAR[:59])


def test_U18_unequal_lengths_are_refused_naming_both() -> None:
    with pytest.raises(InputError, match="There are 9,999 draws of the inputs but 10,000 of the net benefits."):
        spline_gain(X[1:, None], LINEAR)


def test_binned_means_are_for_one_input() -> None:
    with pytest.raises(InputError, match="Means within bins are for one input; there are 2."):
        binned_gain(BOTH, LINEAR)


def test_an_input_that_no_option_reads_is_worth_exactly_nothing() -> None:
    reads = np.array([[False, False], [False, True], [False, False]])
    assert not spline_gain(NORMAL[:, [2]], LINEAR, reads[[2]]).draws.any()
    assert spline_gain(NORMAL, LINEAR, reads).value == pytest.approx(LINEAR_Z, abs=0.02)


def test_an_option_that_reads_none_of_the_inputs_counts_by_its_mean_which_bounds_the_value() -> None:
    net = np.column_stack([np.zeros(DRAWS), X, 3 * OTHER])
    reads = np.array([[False, True, False]])
    most = ceiling(net, reads)
    assert most == pytest.approx(float(np.maximum(X, max(0.0, 3 * OTHER.mean())).mean() - net.mean(axis=0).max()))
    assert spline_gain(X[:, None], net, reads).value <= most
    assert ceiling(net, np.array([[False, False, False]])) == 0


def test_a_constant_input_has_no_terms_and_is_worth_nothing() -> None:
    constant = np.full((DRAWS, 1), 3.0)
    assert natural_spline(constant[:, 0]).shape == (DRAWS, 0)
    assert spline_gain(constant, LINEAR).value == 0
    assert spline_gain(np.column_stack([constant, X]), LINEAR).draws == pytest.approx(
        spline_gain(X[:, None], LINEAR).draws
    )


def test_a_natural_spline_is_straight_beyond_its_outer_knots() -> None:
    column = np.linspace(0, 1, 1001)
    bends = np.diff(natural_spline(column), n=2, axis=0)
    assert natural_spline(column).shape == (1001, 5)
    assert bends[:8] == pytest.approx(np.zeros((8, 5)), abs=1e-9)
    assert bends[-8:] == pytest.approx(np.zeros((8, 5)), abs=1e-9)
    assert np.abs(bends[500]).max() > 1e-7


def test_gain_is_a_mean_with_its_standard_error() -> None:
    gain = Gain(np.array([0.0, 2.0, 0.0, 2.0]))
    assert gain.value == 1
    assert gain.error == pytest.approx(math.sqrt(4 / 3) / 2)
    assert Gain(np.array([-1.0, -1.0])).value == 0
    assert best_option(np.array([[1.0, 1.0, 0.0]])) == 0
