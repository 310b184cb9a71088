"""Sums of lines over time: arithmetic by hand, and the same to the last bit however many stand together."""

import numpy as np
import pytest

from roi_model.engine import line_totals as module
from roi_model.engine.line_totals import by_line, totals

FLOWS = [np.array([[100.0, 50.0, 10.0], [0.0, 20.0, 40.0]]), np.array([[1.0, 1.0, 1.0], [2.0, 2.0, 2.0]])]
FACTORS = np.array([[1.0, 0.5, 0.25], [1.0, 1.0, 1.0]])


def test_each_line_is_summed_to_each_horizon_at_its_own_factors() -> None:
    found = totals(FLOWS, FACTORS, (1, 3))
    assert found.shape == (2, 2, 2, 2)
    assert found[0].tolist() == [[[100, 0], [160, 60]], [[1, 2], [3, 6]]]
    assert found[1].tolist() == [[[100, 0], [127.5, 20]], [[1, 2], [3, 6]]]


def test_the_totals_of_a_line_have_a_row_for_each_draw() -> None:
    first, second = by_line(totals(FLOWS, FACTORS, (1, 3)))
    assert first.undiscounted.tolist() == [[100, 160], [0, 60]]
    assert first.discounted.tolist() == [[100, 127.5], [0, 20]]
    assert second.discounted.tolist() == [[1, 3], [2, 6]]


def test_horizons_may_stand_in_any_order() -> None:
    assert (totals(FLOWS, FACTORS, (3, 1)) == totals(FLOWS, FACTORS, (1, 3))[:, :, ::-1]).all()


def test_years_are_added_in_their_order_for_any_number_of_draws_and_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    flows = [rng.normal(size=(11, 13)) * 10.0 ** rng.integers(-8, 8, (11, 13)) for _ in range(3)]
    factors = rng.uniform(0.5, 1, (3, 13))
    expected = np.zeros((2, 3, 11))
    for year in range(13):
        for line in range(3):
            expected[0, line] += flows[line][:, year]
            expected[1, line] += flows[line][:, year] * factors[line, year]
    assert (totals(flows, factors, (13,))[:, :, 0] == expected).all()
    monkeypatch.setattr(module, "TOGETHER", 4)
    assert (totals(flows, factors, (13,))[:, :, 0] == expected).all()
    for line, flow in enumerate(flows):
        assert (totals([flow[[5]]], factors[[line]], (13,))[:, 0, 0, 0] == expected[:, line, 5]).all()
