"""Games worked by hand: the nucleolus, the Shapley value, and groups that would do better alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from roi_model.analysis.pooling.coalition import blocking_group, shapley_value, worth_of_groups
from roi_model.analysis.pooling.nucleolus import nucleolus


@pytest.mark.parametrize(
    ("estate", "nets"), [(100, (100 / 3, 100 / 3, 100 / 3)), (200, (50, 75, 75)), (300, (50, 100, 150))]
)
def test_the_nucleolus_is_the_division_of_the_talmud(estate: float, nets: Sequence[float]) -> None:
    game = worth_of_groups(np.array([[100.0, 200.0, 300.0]]), np.array([600.0 - estate]))
    assert nucleolus(game) == pytest.approx(nets, abs=1e-9)


def test_games_of_nobody_and_of_one() -> None:
    assert shapley_value(np.zeros(1)).size == nucleolus(np.zeros(1)).size == 0
    assert shapley_value(np.array([0.0, 7.0])).tolist() == nucleolus(np.array([0.0, 7.0])).tolist() == [7.0]


def test_a_glove_game_leaves_all_to_the_one_right_glove() -> None:
    """Two left gloves and one right; a pair is worth 1. The nucleolus is (0, 0, 1), the Shapley value 1/6, 1/6, 2/3."""
    worth = np.array([0.0, 0, 0, 0, 0, 1, 1, 1])  # groups of players 0, 1 (left) and 2 (right)
    assert nucleolus(worth) == pytest.approx([0, 0, 1], abs=1e-9)
    assert shapley_value(worth) == pytest.approx([1 / 6, 1 / 6, 2 / 3])
    assert blocking_group(worth, np.array([0.0, 0, 1]), 1e-9) is None
    found = blocking_group(worth, np.array([1 / 6, 1 / 6, 2 / 3]), 1e-9)
    assert found is not None
    assert found[0] == 5  # players 0 and 2
    assert found[1] == pytest.approx(1 / 6)
