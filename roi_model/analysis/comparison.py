"""Interventions side by side: every figure of each, at its time horizon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roi_model.analysis.estimate import Chance, Estimate, estimate
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
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.draws import Sampler
from roi_model.engine.evaluation import Results, Totals, evaluate
from roi_model.engine.sector import Sector


@dataclass(frozen=True)
class MoneyFigures:
    """Every figure of money at one time horizon, under the analysis's perspective: of a case, or of a package.

    Money is in £ of the analysis's price year, discounted unless a name says otherwise.
    A ratio is None where it is not defined: the perspective pays nothing, or no QALYs are known.
    ``to_sector`` is each sector's benefit ÷ the whole programme cost, ``net_of_sector`` its benefit
    less what it pays, and ``chance_of_sector`` the chance that this is above 0.
    Sectors that neither pay nor gain are left out.
    """

    horizon: int
    cost: Estimate
    benefit: Estimate
    benefit_cash: Estimate
    benefit_undiscounted: Estimate
    net_present_value: Estimate
    net_cash: Estimate
    net_undiscounted: Estimate
    return_per_pound: Estimate | None
    return_cash: Estimate | None
    chance: Chance
    chance_cash: Chance
    payback: int | None
    payback_undiscounted: int | None
    payback_cash: int | None
    cost_per_qaly: Estimate | None
    to_sector: Mapping[Sector, Estimate | None]
    to_sector_cash: Mapping[Sector, Estimate | None]
    net_of_sector: Mapping[Sector, Estimate]
    net_cash_of_sector: Mapping[Sector, Estimate]
    chance_of_sector: Mapping[Sector, Chance]


@dataclass(frozen=True)
class Figures(MoneyFigures):
    """Every figure of one case at one time horizon: those of money, and the people reached."""

    case: Case
    people: Estimate


@dataclass(frozen=True)
class Row:
    """One intervention of a comparison: its figures, and the evidence preset's return per £1 beside them."""

    figures: Figures
    evidence_return: Estimate | None


def compare(
    pairs: Sequence[tuple[Case, Case]], analysis: Analysis, horizons: Sequence[int] | None = None
) -> tuple[Row, ...]:
    """Evaluate cases side by side on the same draws.

    Parameters
    ----------
    pairs
        Each case as chosen, and the same case under the evidence preset.
    analysis
        The rules for all of them.
    horizons
        Time horizons, the same for all; by default each case's published one.

    Returns
    -------
    tuple of Row
        Case by case and, within a case, horizon by horizon.
    """
    sampler = Sampler(analysis.design)
    rows = []
    for chosen, evidence in pairs:
        years = tuple(horizons or (chosen.description.published.horizon,))
        results = evaluate(chosen, analysis, years, sampler=sampler)
        beside = results if chosen == evidence else evaluate(evidence, analysis, years, sampler=sampler)
        rows += [
            Row(figures(results, number), return_per_pound(beside, view_of(beside), number))
            for number in range(len(years))
        ]
    return tuple(rows)


def worst_return_error(rows: Sequence[Row]) -> float:
    """Return the largest Monte Carlo standard error of a return per £1; 0 where none is defined."""
    returns = (row.figures.return_per_pound for row in rows)
    return max((found.error for found in returns if found is not None), default=0.0)


def figures(results: Results, number: int) -> Figures:
    """Return every figure of a case at the horizon with this number in the results."""
    people = estimate(*quantity(results).at(number))
    return Figures(**vars(money_figures(results, number)), case=results.case, people=people)


def money_figures(results: Totals, number: int) -> MoneyFigures:
    """Return every figure of money at the horizon with this number in the results, of a case or a package."""
    view = view_of(results)
    years = results.horizons[number]
    touched = touched_sectors(results)
    return MoneyFigures(
        horizon=years,
        cost=estimate(*costs(results, view).at(number)),
        benefit=estimate(*benefits(results, view).at(number)),
        benefit_cash=estimate(*benefits(results, view.cash).at(number)),
        benefit_undiscounted=estimate(*benefits(results, view.undiscounted).at(number)),
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
        to_sector={sector: return_to_sector(results, sector, View(), number) for sector in touched},
        to_sector_cash={sector: return_to_sector(results, sector, View().cash, number) for sector in touched},
        net_of_sector={sector: net_present_value(results, View((sector,)), number) for sector in touched},
        net_cash_of_sector={sector: net_present_value(results, View((sector,)).cash, number) for sector in touched},
        chance_of_sector={sector: chance_in_credit(results, View((sector,)), number) for sector in touched},
    )
