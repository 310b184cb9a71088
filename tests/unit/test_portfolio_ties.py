"""What brings the same in several places goes equally far in all of them."""

from dataclasses import replace

import numpy as np
import pytest
from portfolios import candidates, values_with

from roi_model.analysis.portfolio.draws import greedy
from roi_model.analysis.portfolio.evaluation import values_of
from roi_model.analysis.portfolio.limits import Limits
from roi_model.analysis.portfolio.problem import Candidate
from roi_model.analysis.portfolio.programme import Figure, Row
from roi_model.analysis.portfolio.search import best_mix
from roi_model.analysis.portfolio.ties import evened, kept
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import build_case
from roi_model.engine.cash_flow import Array
from roi_model.inputs.area import find_area

GAINS, COSTS = np.array([300.0, 600.0]), np.array([100.0, 200.0])  # the second place is twice as large


def two_places(**rule: float) -> list[Candidate]:
    first, _ = candidates(rule, rule)
    return [first, replace(first, case=replace(first.case, area=replace(first.case.area, name="Otherborough")))]


def spread(coverage: list[float], budget: float = 150, gains: Array = GAINS, **rule: float) -> list[float]:
    start = np.array(coverage)
    rows = [Row(COSTS, np.zeros(2), budget), kept(Figure(COSTS, gains), start, start)]
    return evened(two_places(**rule), rows, start).tolist()


def test_a_tie_is_spread_evenly() -> None:
    # 150 buy all of the small place and a quarter of the large one, or half of both.
    assert spread([1.0, 0.25]) == pytest.approx([0.5, 0.5], abs=1e-8)


def test_what_brings_more_in_one_place_stays_there() -> None:
    assert spread([1.0, 0.25], gains=np.array([303.0, 600.0])) == pytest.approx([1, 0.25], abs=1e-6)


def test_a_minimum_scale_is_kept_and_what_is_in_steps_stays() -> None:
    assert spread([1.0, 0.25], least=0.25) == pytest.approx([0.5, 0.5], abs=1e-8)
    assert spread([0.0, 0.75], least=0.25) == [0, 0.75]
    assert spread([0.5, 0.5], step=0.25) == [0.5, 0.5]


def test_one_place_has_no_tie() -> None:
    chosen = candidates({}, {})
    assert evened(chosen, [], np.array([0.3, 0.4])).tolist() == [0.3, 0.4]


def test_in_every_draw_too() -> None:
    values = values_with(candidates({}, {}), [150], gains=[GAINS, GAINS * [1.01, 1]], costs=COSTS)
    assert greedy(values) == pytest.approx(np.array([[0.5, 0.5], [1, 0.25]]), abs=1e-12)


def test_debt_advice_which_returns_the_same_everywhere_goes_everywhere() -> None:
    cases = [build_case("debt_advice", find_area([area])) for area in ("Leeds", "Bradford", "Wakefield")]
    found = best_mix(values_of(Limits(budgets={"all": 5e6}).problem(cases, Analysis(draws=50), 5)))
    assert found is not None
    assert found.coverage == pytest.approx(np.full(3, found.coverage[0]), rel=1e-6)
    assert found.spent == pytest.approx([5e6], rel=1e-8)
