"""The best coverages within limits, each solved by hand. A nets 200,000 for 100,000, and B 50,000 for 100,000."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from portfolios import candidates, values_with
from sharing import sharing_cases

from roi_model.analysis.measures import View, net
from roi_model.analysis.portfolio.evaluation import values_of
from roi_model.analysis.portfolio.problem import Band, Budget, Candidate, Floor, Problem
from roi_model.analysis.portfolio.search import Mix, best_mix
from roi_model.engine.analysis import Analysis
from roi_model.engine.package import evaluate_package
from roi_model.engine.sector import Sector


def solved(a: dict[str, Any], b: dict[str, Any], budget: float, **figures: Any) -> Mix:
    found = best_mix(values_with(candidates(a, b), [budget], **figures))
    assert found is not None
    return found


def test_a_knapsack_that_can_be_cut_anywhere() -> None:
    # A in full for 100,000; the other 50,000 buy half of B: 200,000 + 25,000.
    found = solved({}, {}, 150_000)
    assert found.coverage == pytest.approx([1, 0.5], abs=1e-12)
    assert found.aim == pytest.approx(225_000, abs=1e-6)
    assert found.gap == pytest.approx(0, abs=1e-6)
    assert found.spent == pytest.approx([150_000], abs=1e-6)


def test_money_is_not_spent_on_what_brings_less_than_it_costs() -> None:
    found = solved({}, {}, 1e6, gains=(300_000, 90_000))
    assert found.coverage.tolist() == [1, 0]
    assert found.aim == pytest.approx(200_000, abs=1e-6)


def test_where_nothing_is_worth_its_cost_nothing_is_funded() -> None:
    assert solved({}, {}, 1e6, gains=(90_000, 90_000)).coverage.tolist() == [0, 0]


def test_a_budget_of_nothing_buys_nothing() -> None:
    assert solved({}, {}, 0).coverage.tolist() == [0, 0]


def test_steps() -> None:
    # After A, 50,000 buy one step of 0.4 of B: 200,000 + 20,000.
    found = solved({}, {"step": 0.4}, 150_000)
    assert found.coverage == pytest.approx([1, 0.4], abs=1e-12)
    assert found.aim == pytest.approx(220_000, abs=1e-6)


def test_minimum_viable_scale_makes_the_better_one_give_way() -> None:
    # B runs from 0.6 on. A alone: 200,000. B at 0.6 leaves 90,000 for A: 180,000 + 30,000.
    found = solved({}, {"least": 0.6}, 150_000)
    assert found.coverage == pytest.approx([0.9, 0.6], abs=1e-9)
    assert found.aim == pytest.approx(210_000, abs=1e-5)


def test_minimum_viable_scale_that_is_out_of_reach_leaves_it_out() -> None:
    # From 0.9 on B would leave 60,000 for A: 120,000 + 45,000 is less than 200,000.
    assert solved({}, {"least": 0.9}, 150_000).coverage == pytest.approx([1, 0], abs=1e-12)


def test_minimum_viable_scale_and_steps_together() -> None:
    # Multiples of 0.25 from 0.5 on: 0.5 of B leaves 100,000 for A.
    assert solved({}, {"least": 0.3, "step": 0.25}, 150_000).coverage == pytest.approx([1, 0.5], abs=1e-12)


def test_what_must_be_funded_is_funded_first() -> None:
    found = solved({}, {"required": 1.0}, 150_000)
    assert found.coverage == pytest.approx([0.5, 1], abs=1e-12)
    assert found.aim == pytest.approx(150_000, abs=1e-6)


def test_the_highest_coverage_holds() -> None:
    assert solved({"most": 0.25}, {}, 150_000).coverage == pytest.approx([0.25, 1], abs=1e-12)


def test_reach_that_diminishes_makes_room_for_the_other() -> None:
    # The second half of A brings 0.4 · 150,000 − 50,000 = 10,000 for 50,000, and half of B 25,000.
    found = solved({"bands": (Band(0.5, 0.4),)}, {}, 100_000)
    assert found.coverage == pytest.approx([0.5, 0.5], abs=1e-9)
    assert found.aim == pytest.approx(125_000, abs=1e-5)


def test_reach_that_brings_less_than_it_costs_is_not_bought() -> None:
    found = solved({"bands": (Band(0.5, 0.1),)}, {"most": 0.0}, 1e6)
    assert found.coverage == pytest.approx([0.5, 0], abs=1e-9)


def test_the_first_people_come_first_even_where_their_gain_is_a_loss() -> None:
    # A must be funded to 0.75 and does harm; the harm of all its people counts, not only that of the last.
    found = solved({"bands": (Band(0.5, 0.4),), "required": 0.75}, {"most": 0.0}, 1e6, gains=(-100_000, 0))
    assert found.coverage == pytest.approx([0.75, 0], abs=1e-9)
    assert found.aim == pytest.approx(-100_000 * (0.5 + 0.25 * 0.4) - 75_000, abs=1e-5)


def test_several_budgets_hold_at_once() -> None:
    found = best_mix(values_with(candidates({}, {}), [150_000, 120_000]))
    assert found is not None
    assert found.coverage == pytest.approx([1, 0.2], abs=1e-12)


def test_a_floor_binds() -> None:
    # The partner loses 100,000 with A and gains 50,000 with B, and may lose 25,000: A 0.75 with B in full costs
    # 175,000; with 150,000 it is 2/3 of A and 5/6 of B.
    values = values_with(candidates({}, {}), [150_000], floor=(-25_000, (0, 50_000), (100_000, 0)))
    found = best_mix(values)
    assert found is not None
    assert found.coverage == pytest.approx([2 / 3, 5 / 6], abs=1e-9)
    assert found.floors == pytest.approx([-25_000], abs=1e-4)


def test_limits_that_clash_have_no_answer() -> None:
    assert best_mix(values_with(candidates({}, {"required": 1.0}), [50_000])) is None


@pytest.mark.parametrize(
    ("rule", "fine", "wrong"),
    [
        ({"least": 0.2}, [0, 0.2, 1], [0.1, 1.1]),
        ({"step": 0.25}, [0, 0.25, 0.75], [0.3]),
        ({"required": 0.1}, [0.1, 1], [0, 0.05]),
    ],
)
def test_which_coverages_a_candidate_may_have(rule: dict[str, Any], fine: list[float], wrong: list[float]) -> None:
    (candidate,) = candidates(rule)
    assert all(candidate.allows(float(coverage)) for coverage in fine)
    assert not any(candidate.allows(float(coverage)) for coverage in wrong)


def sharing_problem(budget: float, cost: float = 6_000) -> Problem:
    visited, taught = sharing_cases()
    dearer = taught.with_parameters(taught.parameters.replacing(taught.parameters["cost"].fixed(cost, "")))
    options = tuple(Candidate(case, 1.0) for case in (visited, dearer))
    return Problem(options, Analysis(price_year="2015", draws=2), 1, budgets=(Budget(budget),))


def by_hand(x: float, y: float, cost: float) -> float:
    """Net of visits at x and courses at y: 12,600 a piece, of which overlap leaves s."""
    f, g = 0.2 * x, 0.5 * y
    s = (1 - (1 - f) * (1 - g)) / (f + g) if f + g else 1.0
    return 12_600 * (x + y) * s - 5_000 * x - cost * y


@pytest.mark.parametrize("cost", [2_000, 6_000, 8_000, 10_900])
@pytest.mark.parametrize("budget", [3_000, 8_000, 50_000])
def test_with_overlap_no_choice_on_a_fine_grid_is_better(budget: float, cost: float) -> None:
    found = best_mix(values_of(sharing_problem(budget, cost)))
    assert found is not None
    x, y = found.coverage
    assert found.aim == pytest.approx(by_hand(x, y, cost), abs=1e-6)
    assert found.alone == pytest.approx(12_600 * (x + y) - 5_000 * x - cost * y, abs=1e-6)
    grid = [(i / 40, j / 40) for i in range(41) for j in range(41) if 5_000 * i / 40 + cost * j / 40 <= budget + 1e-9]
    best = max(by_hand(*one, cost) for one in grid)
    assert found.aim >= best - 1e-6
    assert found.upper is not None
    assert found.upper >= found.aim


def test_overlap_changes_the_choice_where_the_second_is_no_longer_worth_it() -> None:
    # Alone, courses net 12,600 − 10,900 = 1,700; beside the visits they bring 9,000 and lose 1,900.
    found = best_mix(values_of(sharing_problem(50_000, 10_900)))
    assert found is not None
    assert found.coverage.tolist() == [1, 0]
    assert found.aim == pytest.approx(7_600, abs=1e-9)
    assert found.upper == pytest.approx(7_600 + 1_700, abs=1e-9)


def test_a_floor_is_kept_with_overlap() -> None:
    # With courses for everyone the employers have 12,600·(0.5 + 0.1x) ÷ (0.5 + 0.2x) − 6,000 beside visits at x. That
    # is 5,500 where 6,300 + 1,260x = 5,750 + 2,300x: x = 55/104.
    problem = replace(sharing_problem(20_000), floors=(Floor(5_500, View((Sector.EMPLOYERS,))),))
    found = best_mix(values_of(problem))
    assert found is not None
    assert found.coverage == pytest.approx([55 / 104, 1], abs=1e-9)
    assert found.floors == pytest.approx([5_500], abs=1e-5)
    assert found.aim == pytest.approx(by_hand(55 / 104, 1, 6_000), abs=1e-5)


def test_the_figures_of_a_mix_are_those_of_the_package_it_is() -> None:
    problem = sharing_problem(8_000)
    values = values_of(problem)
    for coverage in ([0.3, 0.7], [1.0, 1.0], [0.0, 0.4]):
        package = evaluate_package(problem.funded(coverage), problem.analysis, (1,))
        expected = net(package, View()).draws[:, 0]
        assert values.figures(np.array(coverage))[0] == pytest.approx(expected, rel=1e-12)
