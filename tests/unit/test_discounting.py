"""Dated discount-rate schedules, factors and present values."""

import math

import numpy as np
import pytest

from roi_model.engine.discounting import (
    Band,
    discount_factors,
    discount_rate,
    present_value,
    schedule,
    schedule_names,
)
from roi_model.inputs.refusal import InputError
from roi_model.inputs.source import source

MONEY = schedule("green-book-2026").money
QALYS = schedule("green-book-2026").qalys


@pytest.mark.parametrize(
    ("year", "money", "qalys"),
    [
        (0, 1.0, 1.0),
        (1, 0.966184, 0.985222),
        (5, 0.841973, 0.928260),
        (10, 0.708919, 0.861667),
        (25, 0.423147, 0.689206),
        (30, 0.356278, 0.639762),
        (31, 0.345901, 0.631615),
        (76, 0.091916, 0.355550),
    ],
)
def test_gb_04_factors_to_six_figures(year: int, money: float, qalys: float) -> None:
    assert round(discount_factors(MONEY, year + 1)[0, year].item(), 6) == money
    assert round(discount_factors(QALYS, year + 1)[0, year].item(), 6) == qalys


@pytest.mark.parametrize(
    ("years", "money", "qalys"),
    [(5, 4.515052, 4.782645), (10, 8.316605, 9.222185), (30, 18.392045, 24.015838), (100, 28.863363, 53.598956)],
)
def test_gb_04_annuities_to_six_figures(years: int, money: float, qalys: float) -> None:
    assert round(discount_factors(MONEY, years + 1)[0, 1:].sum().item(), 6) == money
    assert round(discount_factors(QALYS, years + 1)[0, 1:].sum().item(), 6) == qalys


def test_gb_04_thirty_year_annuity_equals_the_closed_form() -> None:
    for bands, rate in ((MONEY, 0.035), (QALYS, 0.015)):
        closed = (1 - (1 + rate) ** -30) / rate
        assert discount_factors(bands, 31)[0, 1:].sum() == pytest.approx(closed, rel=1e-14)


@pytest.mark.parametrize(
    ("year", "money", "qalys"),
    [
        (0, 0.035, 0.015),
        (30, 0.035, 0.015),
        (31, 0.030, 0.0129),
        (75, 0.030, 0.0129),
        (76, 0.025, 0.0107),
        (125, 0.025, 0.0107),
        (126, 0.020, 0.0086),
        (200, 0.020, 0.0086),
        (201, 0.015, 0.0064),
        (300, 0.015, 0.0064),
        (301, 0.010, 0.0043),
        (1000, 0.010, 0.0043),
    ],
)
def test_gb_04_rates_at_the_edges_of_the_bands(year: int, money: float, qalys: float) -> None:
    assert discount_rate(MONEY, year) == money
    assert discount_rate(QALYS, year) == qalys


def test_gb_04_factors_across_a_band_edge_by_hand() -> None:
    factors = discount_factors(MONEY, 77)[0]
    assert factors[75] == pytest.approx(1 / (1.035**30 * 1.03**45), rel=1e-13)
    assert factors[76] == pytest.approx(1 / (1.035**30 * 1.03**45 * 1.025), rel=1e-13)


def test_gb_04_the_lower_rate_test_by_band() -> None:
    lower = schedule("green-book-2026-lower")
    assert [band.rate for band in lower.money] == [0.03, 0.0257, 0.0214, 0.0171, 0.0129, 0.0086]
    assert lower.qalys == QALYS
    assert lower.status == "sensitivity"


def test_gb_05_the_review_is_three_per_cent_for_money_and_health() -> None:
    review = schedule("review-2026")
    assert review.money == review.qalys == (Band(0, None, 0.03),)
    assert (review.status, review.date) == ("recommended, not adopted", "2026-06-30")
    assert discount_factors(review.money, 11)[0, 10] == pytest.approx(1.03**-10, rel=1e-14)
    assert "not read" in " ".join(review.note.split())


def test_only_the_first_schedule_is_in_force() -> None:
    assert [schedule(name).status == "in force" for name in schedule_names()] == [True, False, False, False]
    assert schedule() == schedule("green-book-2026")


@pytest.mark.parametrize("name", schedule_names())
def test_every_schedule_names_a_source(name: str) -> None:
    assert source(schedule(name).source).citation


def test_tv_16_no_discounting_leaves_every_year_whole() -> None:
    undiscounted = schedule("undiscounted")
    for bands in (undiscounted.money, undiscounted.qalys):
        np.testing.assert_array_equal(discount_factors(bands, 50), np.ones((1, 50)))


@pytest.mark.parametrize("rate", [1e300, math.inf])
def test_tv_16_a_very_high_rate_leaves_year_0_alone(rate: float) -> None:
    flows = np.array([[7.0, 5.0, 5.0]])
    assert present_value(flows, discount_factors((Band(0, None, rate),), 3)).item() == pytest.approx(7.0, rel=1e-14)


def test_tv_17_no_years_are_worth_nothing() -> None:
    factors = discount_factors(MONEY, 0)
    assert factors.shape == (1, 0)
    np.testing.assert_array_equal(present_value(np.ones((2, 0)), factors), np.zeros((2, 1)))


def test_present_value_by_hand() -> None:
    flows = np.array([[100.0, 0.0, 0.0], [0.0, 103.5, 107.1225]])
    # Row 2: 103.5/1.035 + 107.1225/1.035² = 100 + 100.
    expected = np.array([[100.0], [200.0]])
    np.testing.assert_allclose(present_value(flows, discount_factors(MONEY, 3)), expected, rtol=1e-15)


def test_u7_a_cost_in_year_0_is_never_discounted() -> None:
    assert present_value(np.array([[132.0, 0.0]]), discount_factors(MONEY, 2)).item() == 132.0


def test_present_value_of_a_draw_does_not_depend_on_the_others() -> None:
    flows = np.random.default_rng(1).normal(size=(50, 40))
    factors = discount_factors(MONEY, 40)
    together = present_value(flows, factors)
    alone = np.concatenate([present_value(flows[row : row + 1], factors) for row in range(50)])
    np.testing.assert_array_equal(together, alone)
    np.testing.assert_array_equal(present_value(np.asfortranarray(flows), factors), together)


def test_u18_unequal_years_are_refused() -> None:
    with pytest.raises(InputError, match="3 years of flows but 2 discount factors"):
        present_value(np.ones((1, 3)), discount_factors(MONEY, 2))


def test_years_below_0_are_refused() -> None:
    with pytest.raises(InputError, match="The number of years is -1; it must be 0 or more"):
        discount_factors(MONEY, -1)


def test_a_year_before_the_bands_is_refused() -> None:
    with pytest.raises(InputError, match="no discount rate for year -1"):
        discount_rate(MONEY, -1)


def test_an_unknown_schedule_is_answered_with_the_nearest() -> None:
    with pytest.raises(
        InputError, match=r"no discount schedule called 'green-book-2025'. Did you mean 'green-book-2026'"
    ):
        schedule("green-book-2025")
