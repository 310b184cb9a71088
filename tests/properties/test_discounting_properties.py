"""What holds for every rate, horizon and flow."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_model.engine.discounting import Band, discount_factors, present_value

rates = st.floats(min_value=0, max_value=10)
flows = st.lists(st.floats(min_value=0, max_value=1e9), min_size=1, max_size=40)


@given(flows, rates, rates)
def test_tv_16_a_higher_rate_never_raises_the_present_value_of_benefits(
    benefits: list[float], first: float, second: float
) -> None:
    row = np.array([benefits])
    low, high = sorted((first, second))
    at_low, at_high = (
        present_value(row, discount_factors((Band(0, None, rate),), len(benefits))).item() for rate in (low, high)
    )
    assert at_high <= at_low


@given(flows, rates)
def test_present_value_lies_between_year_0_and_the_plain_sum(benefits: list[float], rate: float) -> None:
    value = present_value(np.array([benefits]), discount_factors((Band(0, None, rate),), len(benefits))).item()
    assert benefits[0] <= value <= sum(benefits) * (1 + 1e-12)


@given(flows, rates, st.floats(min_value=-1e3, max_value=1e3))
def test_present_value_is_linear(benefits: list[float], rate: float, multiple: float) -> None:
    row = np.array([benefits])
    factors = discount_factors((Band(0, None, rate),), len(benefits))
    assert present_value(multiple * row, factors).item() == pytest.approx(
        multiple * present_value(row, factors).item(), rel=1e-12, abs=1e-300
    )


@given(st.integers(min_value=1, max_value=400))
def test_factors_never_rise_and_begin_at_one(years: int) -> None:
    factors = discount_factors((Band(0, 30, 0.035), Band(31, None, 0.03)), years)
    assert factors.shape == (1, years)
    assert factors[0, 0] == 1
    assert (np.diff(factors) < 0).all()
