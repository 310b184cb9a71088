"""TV-38: a second model, written from the methods page and sharing no code, agrees with the first."""

from __future__ import annotations

import numpy as np
import pytest
from parallel_model import CHAINS, Place, authority, board, england, present, values
from parallel_simulation import drawn

from roi_model.analysis.measures import View, benefits, chance_in_credit, costs, return_per_pound
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import build_case
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.evaluation import evaluate
from roi_model.engine.sector import Sector
from roi_model.inputs.area import find_area
from roi_model.inputs.parameter_set import EVIDENCE

WEST_YORKSHIRE = "E54000054"  # five authorities whole, and part of North Yorkshire
WHERE: dict[str, Place] = {
    "England": england(),
    "Leeds": authority("Leeds"),
    "West Yorkshire ICB": board(WEST_YORKSHIRE),
}
HORIZONS = (1, 5, 12)


@pytest.mark.parametrize("price_year", ["2015", "2024-25"])
@pytest.mark.parametrize("area", list(WHERE))
@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_TV_38_a_second_model_agrees_by_sector_at_every_horizon(name: str, area: str, price_year: str) -> None:
    place = WHERE[area]
    given = values(name, price_year, place)
    results = evaluate(
        build_case(name, find_area([area]), EVIDENCE), Analysis(price_year=price_year, draws=2), HORIZONS
    )
    for number, horizon in enumerate(HORIZONS):
        cost, gains = CHAINS[name](given, place, horizon)
        assert costs(results, View()).base[number] == pytest.approx(present(cost), rel=1e-12)
        assert set(gains) <= set(Sector)
        for sector in Sector:
            found = benefits(results, View((sector,))).base[number]
            assert found == pytest.approx(present(gains.get(sector.value, [])), rel=1e-12, abs=1e-9), sector


def test_a_board_has_part_of_an_authority() -> None:
    members = {row["name"]: share for row, share in WHERE["West Yorkshire ICB"].members}
    assert 0 < members.pop("North Yorkshire") < 0.1
    assert len(members) == 5
    assert set(members.values()) == {1.0}


@pytest.mark.parametrize("name", ["debt_advice", "loneliness"])
def test_TV_38_the_simulation_agrees_with_one_made_draw_by_draw(name: str) -> None:
    draws = 1000
    columns = drawn(name, "2024-25", 2017, draws)
    each = [
        CHAINS[name]({one: float(column[d]) for one, column in columns.items()}, WHERE["Leeds"], 5)
        for d in range(draws)
    ]
    cost = np.array([present(paid) for paid, _ in each])
    gain = np.array([sum(present(flow) for flow in gains.values()) for _, gains in each])
    results = evaluate(build_case(name, find_area(["Leeds"]), EVIDENCE), Analysis(draws=draws), (5,))
    found = return_per_pound(results, View(), 0)
    assert found is not None
    mean = gain.mean() / cost.mean()
    low, high = np.quantile(gain / cost, [0.025, 0.975])
    assert [found.mean, found.low, found.high] == pytest.approx([mean, low, high], rel=1e-8)
    assert chance_in_credit(results, View(), 0).probability == np.mean(gain > cost)
    # The delta method's error against the spread of resampled ratios, which is itself known to about 3%.
    pick = np.random.default_rng(1).integers(0, draws, (1000, draws))
    resampled = gain[pick].mean(axis=1) / cost[pick].mean(axis=1)
    assert found.error == pytest.approx(resampled.std(), rel=0.15)
