"""More draws until the error is small enough, and no more than that."""

from __future__ import annotations

import math

import pytest

from roi_model import Analysis, InputError, Scenario, build_pairs, compare, find_area
from roi_model.analysis.comparison import worst_return_error
from roi_model.analysis.convergence import until_error
from roi_model.engine.design import Method


def error_of(analysis: Analysis) -> float:
    return 1 / math.sqrt(analysis.draws)


def test_the_number_of_draws_follows_from_the_first_error() -> None:
    # 0.1 after 100 draws; 0.01 needs a hundred times as many, and 5% to be safe: 10,500, in whole thousands 11,000.
    found, analysis = until_error(error_of, float, Analysis(draws=100), 0.01)
    assert analysis.draws == 11_000
    assert found == error_of(analysis) <= 0.01


def test_an_error_that_is_small_already_costs_no_more_draws() -> None:
    assert until_error(error_of, float, Analysis(draws=100), 0.1)[1].draws == 100


def test_U20_the_error_asked_for_is_reached_and_the_first_draws_stay() -> None:
    pairs = build_pairs(["debt_advice"], find_area(["Leeds"]), Scenario())
    rows, analysis = until_error(lambda rules: compare(pairs, rules), worst_return_error, Analysis(draws=2000), 0.01)
    assert worst_return_error(rows) <= 0.01
    assert 2000 < analysis.draws < 20_000
    assert rows == compare(pairs, Analysis(draws=analysis.draws))


@pytest.mark.parametrize(
    ("target", "analysis", "words"),
    [
        (0, Analysis(), "until-error is 0; it must be above 0"),
        (math.nan, Analysis(), "it must be above 0"),
        (1e-6, Analysis(draws=100), "needs about 1,050,000,0.*draws, and the most is 10,000,000"),
        (0.1, Analysis(draws=128, method=Method.SOBOL), "cannot be used with the method sobol"),
    ],
)
def test_what_cannot_be_done_is_refused(target: float, analysis: Analysis, words: str) -> None:
    with pytest.raises(InputError, match=words):
        until_error(error_of, float, analysis, target)
