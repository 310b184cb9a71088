"""The mean of the worst draws made as large as possible: by hand with three draws, and beside the whole programme."""

import numpy as np
import pytest
from portfolios import candidates, values_with
from scipy.optimize import linprog

from roi_model.analysis.portfolio.risk import cautious_mix, worst_mean, worst_weights
from roi_model.engine.cash_flow import Array
from roi_model.inputs.refusal import InputError


def test_three_draws_by_hand() -> None:
    # Each costs 100, and 100 may be spent: a share x goes to A, the rest to B. Net in three draws:
    #   A 0, 300, 300;  B 150, 60, 60.  The worst draw is best where 150(1 − x) = 300x + 60(1 − x): x = 3/13.
    values = values_with(candidates({}, {}), [100], gains=[(100, 250), (400, 160), (400, 160)], costs=(100, 100))
    found = cautious_mix(values, 1 / 3)
    assert found is not None
    assert found.coverage == pytest.approx([3 / 13, 10 / 13], abs=1e-9)
    assert found.worst == pytest.approx(1500 / 13, abs=1e-6)
    assert found.upper == pytest.approx(1500 / 13, abs=1e-6)


def test_the_worst_of_all_draws_is_the_mean() -> None:
    values = values_with(candidates({}, {}), [100], gains=[(100, 250), (400, 160), (400, 160)], costs=(100, 100))
    found = cautious_mix(values, 1.0)
    assert found is not None
    assert found.coverage == pytest.approx([1, 0], abs=1e-9)
    assert found.worst == pytest.approx(200, abs=1e-6)


def test_what_may_do_harm_is_left_out() -> None:
    values = values_with(candidates({}, {}), [200], gains=[(0, 150), (900, 150)], costs=(100, 100))
    found = cautious_mix(values, 0.5)
    assert found is not None
    assert found.coverage == pytest.approx([0, 1], abs=1e-9)


def test_part_of_a_draw_counts_in_part() -> None:
    assert worst_mean(np.array([1.0, 2.0, 3.0, 4.0]), 0.375) == pytest.approx((1 + 0.5 * 2) / 1.5, abs=1e-12)
    assert worst_weights(np.arange(10.0), 0.1).tolist() == [1, *[0] * 9]


@pytest.mark.parametrize("tail", [0, -0.1, 1.1])
def test_a_worst_share_that_is_none_is_refused(tail: float) -> None:
    with pytest.raises(InputError, match="must be above 0 and at most 1"):
        worst_weights(np.arange(4.0), tail)


def whole_programme(gains: Array, costs: Array, budget: float, tail: float) -> float:
    """Rockafellar and Uryasev's linear programme, with a shortfall for every draw."""
    net = gains - costs
    draws, size = net.shape
    aim = np.concatenate([np.zeros(size), [-1.0], np.full(draws, 1 / (tail * draws))])
    shortfalls = np.hstack([-net, np.ones((draws, 1)), -np.eye(draws)])
    spent = np.concatenate([costs[0], np.zeros(draws + 1)])
    bounds = [(0, 1)] * size + [(None, None)] + [(0, None)] * draws
    limits = np.vstack([shortfalls, spent])
    found = linprog(aim, A_ub=limits, b_ub=np.append(np.zeros(draws), budget), bounds=bounds)
    assert found.fun is not None
    return -float(found.fun)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("tail", [0.05, 0.1, 0.33])
def test_the_cuts_give_what_the_whole_programme_gives(seed: int, tail: float) -> None:
    chance = np.random.default_rng(seed)
    gains = chance.lognormal(0, 1, (60, 3)) * [2.0, 1.5, 1.2]
    costs = np.broadcast_to(chance.uniform(0.5, 1.5, 3), gains.shape)
    found = cautious_mix(values_with(candidates({}, {}, {}), [1.5], gains=gains, costs=costs[0]), tail)
    assert found is not None
    assert found.worst == pytest.approx(whole_programme(gains, costs, 1.5, tail), rel=1e-7)


def test_limits_that_clash_have_no_cautious_choice() -> None:
    assert cautious_mix(values_with(candidates({}, {"required": 1.0}), [50_000])) is None


def test_the_best_on_average_is_tried_too() -> None:
    values = values_with(candidates({}, {}), [150_000])
    found = cautious_mix(values, others=[np.array([1.0, 0.5])])
    assert found is not None
    assert found.coverage == pytest.approx([1, 0.5], abs=1e-9)
