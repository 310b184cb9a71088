"""Interventions side by side: every figure of each, at its time horizon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roi_model.analysis.estimate import Chance, Estimate, chance, estimate, estimates, ratio_estimates
from roi_model.analysis.figure_sums import FigureSums, Key, figure_sums
from roi_model.analysis.measures import payback_year, quantity, return_per_pound, view_of
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
            Row(found, return_per_pound(beside, view_of(beside), number))
            for number, found in enumerate(all_figures(results))
        ]
    return tuple(rows)


def worst_return_error(rows: Sequence[Row]) -> float:
    """Return the largest Monte Carlo standard error of a return per £1; 0 where none is defined."""
    returns = (row.figures.return_per_pound for row in rows)
    return max((found.error for found in returns if found is not None), default=0.0)


def figures(results: Results, number: int) -> Figures:
    """Return every figure of a case at the horizon with this number in the results."""
    return _with_people(results, figure_sums(results), number)


def all_figures(results: Results) -> tuple[Figures, ...]:
    """Return every figure of a case at every horizon of the results, in their order."""
    sums = figure_sums(results)
    return tuple(_with_people(results, sums, number) for number in range(len(results.horizons)))


def money_figures(results: Totals, number: int) -> MoneyFigures:
    """Return every figure of money at the horizon with this number in the results, of a case or a package."""
    return _of_money(results, figure_sums(results), number)


def _with_people(results: Results, sums: FigureSums, number: int) -> Figures:
    people = estimate(*quantity(results).at(number))
    return Figures(**vars(_of_money(results, sums, number)), case=results.case, people=people)


def _of_money(results: Totals, sums: FigureSums, number: int) -> MoneyFigures:
    """Return what the functions of `measures` give, summarised together: one by one it takes several times as long."""
    view, years = view_of(results), results.horizons[number]
    found = {key: amount.at(number) for key, amount in sums.amounts.items()}
    amount = dict(zip(found, estimates(list(found.values())), strict=True))
    chances = {key: chance(draws > 0) for key, (_, draws) in found.items() if key[0] in {"net", "net_cash"}}
    ratio = _ratios(sums, number)
    return MoneyFigures(
        horizon=years,
        cost=amount["cost", None],
        benefit=amount["benefit", None],
        benefit_cash=amount["benefit_cash", None],
        benefit_undiscounted=amount["benefit_undiscounted", None],
        net_present_value=amount["net", None],
        net_cash=amount["net_cash", None],
        net_undiscounted=amount["net_undiscounted", None],
        return_per_pound=ratio["return", None],
        return_cash=ratio["return_cash", None],
        chance=chances["net", None],
        chance_cash=chances["net_cash", None],
        payback=payback_year(results, view, years),
        payback_undiscounted=payback_year(results, view.undiscounted, years),
        payback_cash=payback_year(results, view.cash, years),
        cost_per_qaly=ratio.get(("cost_per_qaly", None)),
        to_sector={sector: ratio["return", sector] for sector in sums.sectors},
        to_sector_cash={sector: ratio["return_cash", sector] for sector in sums.sectors},
        net_of_sector={sector: amount["net", sector] for sector in sums.sectors},
        net_cash_of_sector={sector: amount["net_cash", sector] for sector in sums.sectors},
        chance_of_sector={sector: chances["net", sector] for sector in sums.sectors},
    )


def _ratios(sums: FigureSums, number: int) -> dict[Key, Estimate | None]:
    parts = {key: (above.at(number), below.at(number)) for key, (above, below) in sums.ratios.items()}
    asked = [((above[0], below[0]), above[1], below[1]) for above, below in parts.values()]
    return dict(zip(parts, ratio_estimates(asked), strict=True))
