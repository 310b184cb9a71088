"""The most that any choice could bring: above every choice, and near the best one."""

from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sharing import sharing_cases

from roi_model.analysis.portfolio.bound import lowest_corner, tightened
from roi_model.analysis.portfolio.evaluation import values_of
from roi_model.analysis.portfolio.limits import Limits
from roi_model.analysis.portfolio.search import best_mix
from roi_model.analysis.portfolio.values import Values
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import build_case
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.inputs.area import find_area


@lru_cache(maxsize=1)
def real(budget: float = 1e8) -> Values:
    """All eight in Leeds."""
    cases = [build_case(name, find_area(["Leeds"])) for name in INTERVENTION_NAMES]
    return values_of(Limits(budgets={"all": budget}).problem(cases, Analysis(draws=30), 3))


def sharing(budget: float) -> Values:
    return values_of(Limits(budgets={"all": budget}).problem(sharing_cases(), Analysis(price_year="2015", draws=2), 1))


@pytest.mark.parametrize("budget", [4_000, 8_000, 11_000])
def test_with_many_boxes_the_bound_comes_down_to_the_best_choice(budget: float) -> None:
    values = sharing(budget)
    best = best_mix(values)
    assert best is not None
    bound = tightened(values, best, most_boxes=400, near=0.001)
    assert bound is not None
    assert best.aim <= bound <= best.aim * 1.001


def test_few_boxes_leave_it_where_it_was_or_lower() -> None:
    values = sharing(11_000)
    best = best_mix(values)
    assert best is not None
    bounds = [tightened(values, best, most_boxes=boxes, near=0) for boxes in (1, 5, 25, 125)]
    assert bounds == sorted((b for b in bounds if b is not None), reverse=True)
    assert bounds[0] == best.upper


def test_where_nothing_is_claimed_twice_the_bound_is_the_optimum() -> None:
    cases = [build_case("debt_advice", find_area(["Leeds"]))]
    values = values_of(Limits(budgets={"all": 1e6}).problem(cases, Analysis(draws=10), 5))
    best = best_mix(values)
    assert best is not None
    assert tightened(values, best) == best.upper


@settings(max_examples=60)
@given(st.lists(st.tuples(*[st.floats(0, 1)] * 3).map(sorted), min_size=8, max_size=8))
def test_no_choice_in_a_box_loses_less_of_any_claim_than_the_corner_says(corners: list[list[float]]) -> None:
    values = real()
    low, inside, high = (np.array([corner[place] for corner in corners]) for place in range(3))
    lost = values.lost_shares(inside)
    for number, stake in enumerate(values.stakes):
        least = values.lost_shares(lowest_corner(values, stake, low, high))[number]
        assert least <= lost[number] + 1e-9 * abs(stake.amounts[0]).mean()


def test_no_choice_of_many_is_above_the_bound_of_the_real_problem() -> None:
    values = real()
    best = best_mix(values)
    assert best is not None
    bound = tightened(values, best, most_boxes=60)
    assert best.upper is not None
    assert bound is not None
    assert best.aim <= bound < best.upper
    chance = np.random.default_rng(0)
    for _ in range(200):
        coverage = chance.random(8)
        coverage *= min(1, 1e8 / (values.mean_spending[0] @ coverage))
        assert float(values.figures(coverage)[0].mean()) <= bound
