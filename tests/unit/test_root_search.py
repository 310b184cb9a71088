"""Finding every zero of a figure of one number, on figures whose zeros are known."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from roi_model.analysis.root_search import NetAt, Root, Span, find_roots
from roi_model.engine.cash_flow import Array


def net_of(benefit: Callable[[Array], Array], cost: float = 0.0) -> NetAt:
    def net_at(values: Array) -> tuple[Array, Array]:
        gains = np.asarray(benefit(values), dtype=float)
        return gains - cost, np.abs(gains) + cost

    return net_at


def values(found: tuple[Root, ...] | None) -> list[float]:
    assert found is not None
    return [root.value for root in found]


def test_one_crossing_is_found_to_the_last_digits() -> None:
    found = find_roots(net_of(lambda x: 3 * x, 1), Span(0.9, 0, 1))
    assert values(found) == pytest.approx([1 / 3], rel=1e-15)
    assert found == (Root(values(found)[0], exact=True),)


def test_all_crossings_are_found_the_nearest_first() -> None:
    # (x − 1)(x − 4)(x − 9) = 0 from today's 5: 4 is 1 away, 1 and 9 are 4 away.
    cubic = net_of(lambda x: (x - 1) * (x - 4) * (x - 9) + 100, 100)
    assert values(find_roots(cubic, Span(5, 0, 20))) == pytest.approx([4, 1, 9], rel=1e-12)


def test_two_crossings_inside_a_narrow_interval_are_found_in_a_wide_range() -> None:
    peak = net_of(lambda x: 1 - (x - 1e-3) ** 2 * 1e10 + 1, 1)
    assert values(find_roots(peak, Span(1e-3, 0, 1, interval=(9e-4, 1.1e-3)))) == pytest.approx(
        [1e-3 - 1e-5, 1e-3 + 1e-5], rel=1e-9
    )


def test_a_figure_that_does_not_move_has_no_answer() -> None:
    assert find_roots(net_of(lambda x: 0 * x + 5, 3), Span(1, 0, 10)) is None
    assert find_roots(net_of(lambda x: 0 * x), Span(1, 0, 10)) is None


def test_a_figure_that_moves_without_crossing_has_no_roots() -> None:
    assert find_roots(net_of(lambda x: 1 + x, 0.5), Span(1, 0, 10)) == ()


def test_an_end_at_which_nothing_is_done_is_no_root() -> None:
    def doubling(x: Array) -> tuple[Array, Array]:
        return 2 * x - x, 3 * x  # costs and benefits both grow with x

    assert find_roots(doubling, Span(0.5, 0, 1)) == ()


def test_a_zero_inside_the_range_counts_even_where_no_money_moves() -> None:
    assert values(find_roots(net_of(lambda x: x), Span(0.1, -3, 3))) == pytest.approx([0], abs=1e-15)


def test_an_end_at_which_costs_and_benefits_are_equal_is_a_root() -> None:
    assert values(find_roots(net_of(lambda x: x, 1), Span(0.5, 0, 1))) == [1]


def test_a_stretch_of_zeros_counts_once_at_its_end_nearest_today() -> None:
    found = find_roots(net_of(lambda x: np.maximum(x, 2.0), 2), Span(3, 0, 4))
    assert values(found) == pytest.approx([2], rel=1e-9)
    assert len(found or ()) == 1


def test_today_itself_may_be_a_root() -> None:
    assert values(find_roots(net_of(lambda x: x, 0.3), Span(0.3, 0, 1))) == [0.3]


def test_whole_numbers_give_a_zero_or_the_first_number_beyond_it() -> None:
    assert find_roots(net_of(lambda x: 100 * x, 300), Span(5, 1, 10, whole=True)) == (Root(3, exact=True),)
    assert find_roots(net_of(lambda x: 100 * x, 350), Span(5, 1, 10, whole=True)) == (Root(3, exact=False),)
    assert find_roots(net_of(lambda x: 100 * x, 350), Span(2, 1, 10, whole=True)) == (Root(4, exact=False),)


@pytest.mark.parametrize("today", [2.0, 5.0])
def test_a_jump_over_zero_is_found_and_marked(today: float) -> None:
    found = find_roots(net_of(lambda x: np.where(x > np.pi, 10.0, 0.0), 4), Span(today, 0, 10))
    assert values(found) == pytest.approx([np.pi], rel=1e-12)
    assert [root.exact for root in found or ()] == [False]


def test_values_at_which_the_figure_is_not_defined_are_passed_over() -> None:
    assert values(find_roots(net_of(lambda x: 1 / x, 4), Span(1, 0, 1))) == pytest.approx([0.25], rel=1e-12)


def test_the_scan_is_one_evaluation_of_about_two_hundred_values() -> None:
    sizes: list[int] = []

    def counted(x: Array) -> tuple[Array, Array]:
        sizes.append(x.size)
        return x + 1, x + 1

    find_roots(counted, Span(5, 0, 5000, interval=(4, 7)))
    assert len(sizes) == 1
    assert 150 <= sizes[0] <= 250
