"""Profiles over time, whichever way the years run."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from roi_model.analysis.request import Request
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.draws import Sampler
from roi_model.engine.items import case_items, model_items
from roi_model.engine.timeline import Timeline
from roi_model.inputs.price import uprate

YEARS = 7
RNG = np.random.default_rng(11)
SHARE = RNG.random((53, 1))
LENGTH = RNG.integers(1, 11, (53, 1)).astype(float)

PROFILES: dict[str, Callable[[Timeline, np.ndarray, np.ndarray], np.ndarray]] = {
    "during": lambda t, _, length: t.during(length),
    "from_year": lambda t, _, length: t.from_year(length),
    "persisting": lambda t, share, _: t.persisting(share),
    "stock": lambda t, share, length: t.stock(t.persisting(share) * length, share),
    "person_years": lambda t, share, length: t.person_years(share, length),
}


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("draws", [1, 2, 3, 8, 53])
def test_a_profile_is_the_same_whichever_way_the_years_run_to_the_last_bit(profile: str, draws: int) -> None:
    share, length = SHARE[:draws], LENGTH[:draws]
    across = PROFILES[profile](Timeline(YEARS), share, length)
    down = PROFILES[profile](Timeline(YEARS, axis=0), share.T, length.T)
    np.testing.assert_array_equal(down.T, across)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("axis", [0, 1])
def test_a_profile_of_a_draw_depends_on_no_other_draw_to_the_last_bit(profile: str, axis: int) -> None:
    """Also where others last longer, and where an exponent of 2 serves many draws."""
    share, length = (SHARE.T, LENGTH.T) if axis == 0 else (SHARE, LENGTH)
    t = Timeline(YEARS, axis)
    together = np.moveaxis(PROFILES[profile](t, share, length), 1 - axis, 0)
    for draw in range(len(SHARE)):
        alone = PROFILES[profile](t, np.array([[SHARE[draw, 0]]]), np.array([[LENGTH[draw, 0]]]))
        np.testing.assert_array_equal(together[draw], alone.reshape(-1))


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_a_model_gives_the_same_whichever_way_the_years_run_to_the_last_bit(name: str) -> None:
    asked = Request(areas=("Leeds",), interventions=(name,), draws=37)
    (case,), analysis = asked.cases(), asked.analysis()
    columns = Sampler(analysis.design).columns(case.parameters, 0, 37)
    values = {figure: np.array([[number]]) for figure, number in case.area.figures.items()}
    for one in case.parameters:
        year, column = one.price_year, columns[one.name]
        values[one.name] = column if year is None else uprate(column, year, analysis.price_year)
    across = model_items(case, analysis, values, Timeline(YEARS))
    engine = case_items(case, analysis, columns, YEARS)
    assert [item.line for item in engine] == [item.line for item in across]
    for mine, other in zip(engine, across, strict=True):
        np.testing.assert_array_equal(mine.amount, np.broadcast_to(other.amount, mine.amount.shape))
        assert (mine.claim is None) == (other.claim is None)
        if mine.claim is not None and other.claim is not None:
            np.testing.assert_array_equal(mine.claim.amount, other.claim.amount)
            assert (mine.claim.through is None) == (other.claim.through is None)
