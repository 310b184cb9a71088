"""Distributions fitted to two percentiles."""

import math
from typing import Any

import numpy as np
import pytest
from scipy import stats

from roi_model.inputs.distribution import SUPPORT, Distribution, Family, Z, fit
from roi_model.inputs.refusal import InputError

INTERVALS = [
    (Family.BETA, 0.36, 0.58),
    (Family.BETA, 0.0015, 0.055),  # skewed to the right, close to 0
    (Family.BETA, 1e-6, 3e-6),
    (Family.BETA, 0.999, 0.9999),  # close to 1
    (Family.BETA, 0.001, 0.999),  # both shapes below 1: U-shaped
    (Family.BETA, 1e-9, 0.5),  # one shape below 1
    (Family.BETA, 0.8, 0.9999999),
    (Family.BETA, 0.5, 0.500001),
    (Family.GAMMA, 201, 377),
    (Family.GAMMA, 9.8e-5, 1.04e-4),
    (Family.GAMMA, 1e-3, 1e3),  # shape below 1
    (Family.GAMMA, 1, 1.0002),
    (Family.LOGNORMAL, 0.65, 0.88),
    (Family.LOGNORMAL, 1e-9, 1e9),
    (Family.NORMAL, -0.21, 0.01),
    (Family.NORMAL, 0.01, 0.21),
]


def in_scipy(found: Distribution) -> Any:
    """The same distribution as the library of statistics has it."""
    if found.family is Family.BETA:
        return stats.beta(found.first, found.second)
    if found.family is Family.GAMMA:
        return stats.gamma(found.first, scale=found.second)
    if found.family is Family.LOGNORMAL:
        return stats.lognorm(found.second, scale=math.exp(found.first))
    return stats.norm(found.first, found.second)


@pytest.mark.parametrize(("family", "low", "high"), INTERVALS)
def test_both_percentiles_are_hit(family: Family, low: float, high: float) -> None:
    found = fit(family, low, high).quantile(np.array([0.025, 0.975]))
    assert found == pytest.approx([low, high], rel=1e-11)


@pytest.mark.parametrize(("family", "low", "high"), INTERVALS)
def test_mean_and_standard_deviation_are_those_of_scipy(family: Family, low: float, high: float) -> None:
    found = fit(family, low, high)
    same = in_scipy(found)
    assert found.mean == pytest.approx(same.mean(), rel=1e-12)
    assert found.standard_deviation == pytest.approx(same.std(), rel=1e-9)


@pytest.mark.parametrize(("family", "low", "high"), INTERVALS)
def test_values_stay_in_the_support_and_rise_with_probability(family: Family, low: float, high: float) -> None:
    probability = np.array([2.0**-54, 1e-9, 0.025, 0.5, 0.975, 1 - 2.0**-53])
    values = fit(family, low, high).quantile(probability)
    least, most = SUPPORT[family]
    assert np.isfinite(values).all()
    assert ((values >= least) & (values <= most)).all()
    assert (np.diff(values) >= 0).all()


def test_the_normal_has_its_closed_form() -> None:
    # Midway between the ends; 2 × 1.959964 standard deviations between them.
    found = fit(Family.NORMAL, 1.0, 5.0)
    assert (found.first, found.mean) == (3.0, 3.0)
    assert found.standard_deviation == pytest.approx(4 / (2 * 1.959963984540054), rel=1e-15)
    assert pytest.approx(1.959963984540054, rel=1e-15) == Z


def test_the_lognormal_has_its_closed_form() -> None:
    # Logarithms −1 and 1: mean 0 and standard deviation 1/z, so that the median is 1.
    found = fit(Family.LOGNORMAL, math.exp(-1), math.exp(1))
    assert found.first == pytest.approx(0, abs=1e-15)
    assert found.second == pytest.approx(1 / Z, rel=1e-15)
    assert found.quantile(np.array(0.5)).item() == pytest.approx(1, rel=1e-15)
    assert found.mean == pytest.approx(math.exp(0.5 / Z**2), rel=1e-15)


def test_a_beta_with_known_shapes_is_found_again() -> None:
    low, high = stats.beta(2, 5).ppf([0.025, 0.975])
    found = fit(Family.BETA, float(low), float(high))
    assert (found.first, found.second) == pytest.approx((2, 5), rel=1e-9)
    assert found.mean == pytest.approx(2 / 7, rel=1e-9)


def test_a_gamma_with_known_shape_and_scale_is_found_again() -> None:
    low, high = stats.gamma(3, scale=50).ppf([0.025, 0.975])
    found = fit(Family.GAMMA, float(low), float(high))
    assert (found.first, found.second) == pytest.approx((3, 50), rel=1e-9)
    assert (found.mean, found.standard_deviation) == pytest.approx((150, 50 * math.sqrt(3)), rel=1e-9)


def test_a_symmetric_beta_is_symmetric() -> None:
    found = fit(Family.BETA, 0.3, 0.7)
    assert found.first == pytest.approx(found.second, rel=1e-9)


@pytest.mark.parametrize("family", list(Family))
@pytest.mark.parametrize(("low", "high"), [(0.5, 0.2), (0.5, 0.5)])
def test_an_interval_that_is_upside_down_or_empty_is_refused(family: Family, low: float, high: float) -> None:
    with pytest.raises(InputError, match=rf"^the interval {low:g} to {high:g} is upside down or empty; low must be"):
        fit(family, low, high)


@pytest.mark.parametrize(
    ("family", "low", "high"),
    [
        (Family.BETA, -0.1, 0.5),
        (Family.BETA, 0.5, 1.1),
        (Family.BETA, 0.0, 0.5),  # 2.5% of a beta cannot lie at 0 itself
        (Family.BETA, 0.5, 1.0),
        (Family.GAMMA, 0.0, 5.0),
        (Family.GAMMA, -1.0, 5.0),
        (Family.LOGNORMAL, 0.0, 5.0),
    ],
)
def test_an_interval_outside_the_support_is_refused(family: Family, low: float, high: float) -> None:
    with pytest.raises(InputError, match=rf"does not fit a {family} distribution, whose values lie between 0 and"):
        fit(family, low, high)


@pytest.mark.parametrize(
    ("family", "low", "high"),
    [
        (Family.BETA, 0.5, 0.5000000001),
        (Family.GAMMA, 100.0, 100.001),
        (Family.GAMMA, 1e-60, 1.0),
    ],
)
def test_an_interval_that_no_distribution_of_the_family_has_is_refused_in_words(
    family: Family, low: float, high: float
) -> None:
    with pytest.raises(InputError, match=f"no {family} distribution could be fitted to the interval"):
        fit(family, low, high)
