"""Figures summarised together are those summarised one by one, to the last bit."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from random_cases import random_cases

from roi_model.analysis import estimate as module
from roi_model.analysis.comparison import Figures, all_figures, figures
from roi_model.analysis.estimate import Estimate, estimate, estimates, percentiles, ratio_estimate, ratio_estimates
from roi_model.analysis.measures import (
    View,
    benefits,
    chance_in_credit,
    cost_per_qaly,
    costs,
    net_present_value,
    payback_year,
    quantity,
    return_per_pound,
    return_to_sector,
    touched_sectors,
    view_of,
)
from roi_model.engine.analysis import AlsoCount, Analysis
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.evaluation import Results, evaluate
from roi_model.engine.sector import PERSPECTIVES

NUMBERS = st.floats(-1e12, 1e12)
DRAWS = st.integers(2, 60).flatmap(lambda size: arrays(np.float64, (7, size), elements=NUMBERS))


@given(draws=DRAWS, probabilities=st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_percentiles_are_those_of_numpy(draws: np.ndarray, probabilities: list[float]) -> None:
    assert (percentiles(draws, probabilities) == np.quantile(draws, probabilities, axis=1).T).all()


def test_percentiles_of_many_draws_are_those_of_numpy() -> None:
    draws = np.random.default_rng(7).gamma(2, 3, (5, 10_000))
    probabilities = (0, 0.02, 0.025, 0.03, 0.5, 0.97, 0.975, 0.98, 1)
    assert (percentiles(draws, probabilities) == np.quantile(draws, probabilities, axis=1).T).all()


@given(draws=DRAWS)
def test_an_estimate_is_mean_error_and_percentiles_of_its_own_draws(draws: np.ndarray) -> None:
    for own, found in zip(draws, estimates([(1.5, row) for row in draws]), strict=True):
        assert found == estimate(1.5, own)
        assert (found.base, found.mean) == (1.5, own.mean())
        assert found.error == own.std(ddof=1) / math.sqrt(own.size)
        assert (found.low, found.high) == tuple(np.quantile(own, (0.025, 0.975)))


@given(above=DRAWS, data=st.data())
def test_a_ratio_is_that_of_its_own_draws(above: np.ndarray, data: st.DataObject) -> None:
    below = data.draw(arrays(np.float64, above.shape, elements=st.floats(0, 1e6).map(lambda x: x if x > 1 else 0)))
    base = [(1.0, 0.0), *[(3.0, 2.0)] * (len(above) - 1)]
    together = ratio_estimates(list(zip(base, above, below, strict=True)))
    for own_base, numerator, denominator, found in zip(base, above, below, together, strict=True):
        assert found == ratio_estimate(own_base, numerator, denominator)
        defined = own_base[1] != 0 and denominator.all()
        assert (found is not None) == defined
        if found is not None:
            assert found.base == 1.5
            assert found.mean == numerator.mean() / denominator.mean()
            spread = (numerator - found.mean * denominator).std(ddof=1)
            assert found.error == spread / (denominator.mean() * math.sqrt(denominator.size))
            assert (found.low, found.high) == tuple(np.quantile(numerator / denominator, (0.025, 0.975)))


def test_few_or_many_figures_at_a_time_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    draws = np.random.default_rng(1).normal(size=(5, 40))
    asked = [(float(number), row) for number, row in enumerate(draws)]
    ratios = [((1.0, 1.0), row, row**2 + 1) for row in draws]
    whole, whole_ratios = estimates(asked), ratio_estimates(ratios)
    for limit in (1, 80, 130):  # one at a time, two, three
        monkeypatch.setattr(module, "AT_ONCE", limit)
        assert (estimates(asked), ratio_estimates(ratios)) == (whole, whole_ratios)
    assert (estimates([]), ratio_estimates([])) == ([], [])


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
@settings(max_examples=6)
@given(
    data=st.data(),
    perspective=st.sampled_from(list(PERSPECTIVES)),
    also_count=st.sampled_from(list(AlsoCount)),
)
def test_every_figure_of_a_case_is_its_measure(
    name: str, data: st.DataObject, perspective: str, also_count: AlsoCount
) -> None:
    analysis = Analysis(draws=30, perspective=perspective, also_count=also_count)
    results = evaluate(data.draw(random_cases(name)), analysis, (2, 5))
    for number, found in enumerate(all_figures(results)):
        assert found == figures(results, number) == one_by_one(results, number)


def one_by_one(results: Results, number: int) -> Figures:
    """Every figure by the measure of its name, each summarised on its own."""
    view, years = view_of(results), results.horizons[number]

    def amount(sums: object) -> Estimate:
        return estimate(*sums.at(number))  # type: ignore[attr-defined]

    sectors = {sector: View((sector,)) for sector in touched_sectors(results)}
    return Figures(
        case=results.case,
        horizon=years,
        people=amount(quantity(results)),
        cost=amount(costs(results, view)),
        benefit=amount(benefits(results, view)),
        benefit_cash=amount(benefits(results, view.cash)),
        benefit_undiscounted=amount(benefits(results, view.undiscounted)),
        net_present_value=net_present_value(results, view, number),
        net_cash=net_present_value(results, view.cash, number),
        net_undiscounted=net_present_value(results, view.undiscounted, number),
        return_per_pound=return_per_pound(results, view, number),
        return_cash=return_per_pound(results, view.cash, number),
        chance=chance_in_credit(results, view, number),
        chance_cash=chance_in_credit(results, view.cash, number),
        payback=payback_year(results, view, years),
        payback_undiscounted=payback_year(results, view.undiscounted, years),
        payback_cash=payback_year(results, view.cash, years),
        cost_per_qaly=cost_per_qaly(results, view, number),
        to_sector={sector: return_to_sector(results, sector, View(), number) for sector in sectors},
        to_sector_cash={sector: return_to_sector(results, sector, View().cash, number) for sector in sectors},
        net_of_sector={sector: net_present_value(results, own, number) for sector, own in sectors.items()},
        net_cash_of_sector={sector: net_present_value(results, own.cash, number) for sector, own in sectors.items()},
        chance_of_sector={sector: chance_in_credit(results, own, number) for sector, own in sectors.items()},
    )
