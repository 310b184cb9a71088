"""How often each candidate is in the best set of a draw, by hand and beside the programme."""

import numpy as np
import pytest
from portfolios import candidates, values_with

from roi_model.analysis.portfolio.draws import greedy, inclusion, is_simple
from roi_model.analysis.portfolio.programme import Figure, Programme, Row

CHOSEN = np.array([1.0, 0.5])


def test_four_draws_by_hand() -> None:
    # 150 may be spent, each costs 100. A first, B first, A alone (B loses), neither.
    gains = [(300, 150), (150, 300), (300, 90), (90, 90)]
    found = inclusion(values_with(candidates({}, {}), [150], gains=gains, costs=(100, 100)), CHOSEN)
    assert [chance.probability for chance in found.funded] == [0.75, 0.5]
    assert found.coverage == pytest.approx([(1 + 0.5 + 1) / 4, (0.5 + 1) / 4], abs=1e-12)
    assert (found.same.probability, found.unmet.probability, found.draws) == (0.5, 0, 4)


@pytest.mark.parametrize(("budget", "rest"), [(50, 0.5), (0, 0)])
def test_what_costs_the_budget_nothing_is_taken_in_full(budget: float, rest: float) -> None:
    values = values_with(candidates({"most": 0.5}, {}), [budget], gains=[(30, 150), (30, 150)], costs=(0, 100))
    assert greedy(values).tolist() == [[0.5, rest], [0.5, rest]]


def test_all_draws_at_once_give_what_the_programme_gives_one_by_one() -> None:
    chance = np.random.default_rng(1)
    gains, costs = chance.lognormal(0.3, 1, (50, 4)), chance.lognormal(0, 0.5, (50, 4))
    values = values_with(candidates({}, {"most": 0.4}, {}), [1.2], gains=gains[:, :3], costs=costs[:, :3])
    best = greedy(values)
    programme, nothing = Programme(values.problem.candidates), np.zeros(3)
    for draw, coverage in enumerate(best):
        aim = Figure(costs[draw, :3], gains[draw, :3])
        solved = programme.solve(aim, [Row(costs[draw, :3], nothing, 1.2)])
        assert coverage == pytest.approx(solved, abs=1e-9)


@pytest.mark.parametrize(
    ("rules", "budgets"),
    [(({"least": 0.1}, {}), 1), (({"required": 0.1}, {}), 1), (({"step": 0.1}, {}), 1), (({}, {}), 2)],
)
def test_what_is_no_simple_knapsack_is_solved_one_by_one(rules: tuple[dict[str, float], ...], budgets: int) -> None:
    assert not is_simple(values_with(candidates(*rules), [100] * budgets))
    assert is_simple(values_with(candidates({}, {"most": 0.3}), [100]))


def test_one_by_one_with_a_minimum_scale_and_a_draw_in_which_the_limits_cannot_be_met() -> None:
    # B must have 0.5 at least; in the second draw that costs 200, more than the 150 there are.
    costs = [(100, 100), (100, 400), (100, 100)]
    gains = [(300, 150), (300, 150), (90, 90)]
    values = values_with(candidates({}, {"required": 0.5}), [150], gains=gains, costs=costs)
    found = inclusion(values, CHOSEN)
    assert [chance.probability for chance in found.funded] == [pytest.approx(1 / 3), pytest.approx(2 / 3)]
    assert found.unmet.probability == pytest.approx(1 / 3)
    assert found.same.probability == pytest.approx(1 / 3)
