"""Draws of three methods, alone and correlated: right in distribution, the same for the same seed, in any block."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import spearmanr

from roi_model.analysis.correlation import named_correlation, stream_named
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import build_case
from roi_model.engine.cash_flow import Array
from roi_model.engine.design import Correlation, Design, Method, correlation_of
from roi_model.engine.draws import Sampler, uniforms
from roi_model.engine.evaluation import evaluate
from roi_model.inputs.area import find_area
from roi_model.inputs.refusal import InputError

COST, RISK, RESOLVED = "debt_advice.advice_cost", "debt_advice.risk_in_debt", "debt_advice.resolved_with_advice"
N = 4096
METHODS = list(Method)
LINES = [
    line.label for line in evaluate(build_case("debt_advice", find_area(["Leeds"])), Analysis(draws=2), (5,)).lines
]
EARNINGS = LINES.index("Earnings kept")


def points(method: Method, stream: str = COST, seed: int = 1, **choices: object) -> Array:
    return Design(seed, method, N, **choices).uniform(stream, 0, N)[:, 0]  # type: ignore[arg-type]


def test_random_numbers_are_those_of_the_stream() -> None:
    assert (points(Method.RANDOM) == uniforms(1, COST, 0, N)[:, 0]).all()


@pytest.mark.parametrize("method", [Method.LATIN_HYPERCUBE, Method.SOBOL])
def test_evenly_spread_draws_fall_once_in_each_stratum(method: Method) -> None:
    # N draws, N strata of width 1/N: none is empty and none is met twice.
    assert sorted(np.floor(points(method) * N)) == list(range(N))


@pytest.mark.parametrize("method", METHODS)
def test_draws_lie_between_0_and_1_and_change_with_seed_and_stream(method: Method) -> None:
    first = points(method)
    assert first.min() > 0
    assert first.max() < 1
    assert (first != points(method, seed=2)).mean() > 0.99
    assert (first != points(method, RISK)).mean() > 0.99
    assert abs(spearmanr(first, points(method, RISK)).statistic) < 4 / np.sqrt(N)  # independent


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("correlation", [None, correlation_of({(COST, RISK): 0.6})])
def test_TV_32_a_draw_does_not_depend_on_the_block_it_is_in(method: Method, correlation: Correlation | None) -> None:
    design = Design(3, method, N, correlation)
    whole = design.uniform(RISK, 0, N)
    assert (whole[1000:1500] == design.uniform(RISK, 1000, 1500)).all()
    case = build_case("debt_advice", find_area(["Leeds"]))
    analysis = Analysis(draws=N, method=method, correlation=correlation)
    by_block = [evaluate(case, analysis, (5,), block=block) for block in (1000, 3000, 10_000)]
    assert by_block[0].simulated[EARNINGS].discounted.std() > 0
    for other in by_block[1:]:
        assert (other.mean_yearly == by_block[0].mean_yearly).all()
        assert (other.simulated[EARNINGS].discounted == by_block[0].simulated[EARNINGS].discounted).all()


@pytest.mark.parametrize("method", METHODS)
def test_the_mean_of_a_known_function_is_found(method: Method) -> None:
    # Over independent uniforms the mean of x·y is 1/4, with variance 7/144.
    found = (points(method) * points(method, RISK)).mean()
    error = {Method.RANDOM: 4 * np.sqrt(7 / 144 / N), Method.LATIN_HYPERCUBE: 4 / 12 / np.sqrt(N), Method.SOBOL: 2e-3}
    assert abs(found - 0.25) < error[method]


def test_evenly_spread_draws_move_the_mean_less_from_seed_to_seed_than_random_ones() -> None:
    case = build_case("debt_advice", find_area(["Leeds"]))

    def spread(method: Method) -> float:
        rules = Analysis(draws=1024, method=method)
        means = [evaluate(case, replace(rules, seed=seed), (5,)).mean_yearly[EARNINGS, 0] for seed in range(8)]
        return float(np.std(means))

    assert spread(Method.LATIN_HYPERCUBE) < spread(Method.RANDOM) / 2
    assert spread(Method.SOBOL) < spread(Method.RANDOM) / 5


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("wanted", [-0.8, 0.3, 0.9])
def test_U23_the_rank_correlation_is_the_one_asked_for_and_the_margins_stay(method: Method, wanted: float) -> None:
    correlation = correlation_of({(COST, RISK): wanted})
    first, second = (points(method, stream, correlation=correlation) for stream in (COST, RISK))
    assert spearmanr(first, second).statistic == pytest.approx(wanted, abs=0.03)
    for uniform in (first, second):
        # Kolmogorov: the greatest gap of 4,096 uniforms passes 1.95/√n once in a thousand.
        assert np.abs(np.sort(uniform) - (np.arange(N) + 0.5) / N).max() < 1.95 / np.sqrt(N)


def test_a_parameter_that_is_not_named_keeps_its_draws() -> None:
    correlation = correlation_of({(COST, RISK): 0.5})
    assert (points(Method.RANDOM, RESOLVED, correlation=correlation) == points(Method.RANDOM, RESOLVED)).all()
    case = build_case("debt_advice", find_area(["Leeds"]))
    plain = Sampler(Design(1)).columns(case.parameters, 0, 50)
    mixed = Sampler(Design(1, correlation=correlation)).columns(case.parameters, 0, 50)
    assert [name for name in plain if (plain[name] != mixed[name]).any()] == ["risk_in_debt"]


def test_correlations_that_cannot_hold_together_are_refused() -> None:
    with pytest.raises(
        InputError, match=r"^The correlations of a, b, c cannot hold together: .* not positive definite"
    ):
        correlation_of({("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): -0.9})
    with pytest.raises(InputError, match="must be between -1 and 1"):
        correlation_of({("a", "b"): 1.0})
    with pytest.raises(InputError, match="correlated with itself"):
        correlation_of({("a", "a"): 0.5})


def test_sobol_draws_are_a_power_of_two() -> None:
    with pytest.raises(InputError, match="draws is 10000; Sobol' draws must be a power of two, such as 8192 or 16384"):
        Analysis(method=Method.SOBOL)
    with pytest.raises(InputError, match="There is no parameter with Sobol' draws called"):
        points(Method.SOBOL, "nothing.at_all")


def test_names_are_resolved_to_streams() -> None:
    assert stream_named("debt_advice.advice_cost") == stream_named("advice_cost") == COST
    assert stream_named("effect_persistence") == stream_named("effect_retention") == "untreated_persistence"
    assert named_correlation({}) is None
    with pytest.raises(InputError, match="is a parameter of 4 interventions; write"):
        stream_named("programme_cost")
    with pytest.raises(InputError, match="coverage is a decision parameter, which is not drawn"):
        stream_named("coverage")
    with pytest.raises(InputError, match="Did you mean 'advice_cost'"):
        stream_named("advice_cst")
