"""Running a model: the base case as one draw, and the simulation in blocks of draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.engine.discounting import schedule_factors
from roi_model.engine.draws import Sampler, base_case
from roi_model.engine.items import case_items
from roi_model.engine.line import Item, Line
from roi_model.engine.line_totals import LineTotals, by_line, totals

BLOCK = 10_000
# Yearly means are summed chunk by chunk in order of the draws, so that they are the same to the
# last bit for any block that is a whole number of chunks.
CHUNK = 1_000


# From the items of several cases to those that are added up of each.
Counted = Callable[[Sequence[Sequence[Item]]], Sequence[Sequence[Item]]]


def own_items(items: Sequence[Sequence[Item]]) -> Sequence[Sequence[Item]]:
    """Let cases stand side by side without touching one another."""
    return items


@dataclass(frozen=True)
class Totals:
    """Lines with their sums over time, of one case or of several together.

    Attributes
    ----------
    analysis
        How they were evaluated.
    horizons
        Years counted, in the order of the last axis of every total.
    lines
        The lines, in the order of ``base``, ``simulated`` and the yearly arrays.
    base
        Each line's totals in the base case: one draw.
    simulated
        Each line's totals in the simulation, shape (draws, horizons).
    base_yearly, mean_yearly
        Each line by year, not discounted: base case and mean of the draws, shape (lines, years).
    """

    analysis: Analysis
    horizons: tuple[int, ...]
    lines: tuple[Line, ...]
    base: tuple[LineTotals, ...]
    simulated: tuple[LineTotals, ...]
    base_yearly: Array
    mean_yearly: Array

    def factors(self, line: Line) -> Array:
        """Discount factors of a line by year, shape (years,)."""
        return line_factors(line, self.analysis, self.base_yearly.shape[1])[0]


@dataclass(frozen=True)
class Results(Totals):
    """What one case gives, line by line."""

    case: Case


def line_factors(line: Line, analysis: Analysis, years: int) -> Array:
    """Return the discount factors that apply to a line, shape (1, years)."""
    money, health = schedule_factors(analysis.schedule_name, years)
    return health if line.is_health else money


def evaluate(
    case: Case,
    analysis: Analysis,
    horizons: Sequence[int],
    *,
    sampler: Sampler | None = None,
    block: int = BLOCK,
) -> Results:
    """Evaluate a case at several time horizons, base case and simulation.

    A flow in year t counts towards a horizon h if t < h; costs and benefits alike.

    Parameters
    ----------
    case
        Intervention, parameters, place and payers.
    analysis
        Price year, discount schedule, draws and seed.
    horizons
        Whole years, each at least 1.
    sampler
        Where sampled columns are kept for use by other cases; a new one by default.
    block
        Draws held in memory at a time, rounded up to whole chunks of 1,000. Results are the
        same to the last bit for any block.
    """
    return evaluate_together((case,), analysis, horizons, sampler=sampler, block=block)[0]


def evaluate_together(
    cases: Sequence[Case],
    analysis: Analysis,
    horizons: Sequence[int],
    *,
    counted: Counted = own_items,
    sampler: Sampler | None = None,
    block: int = BLOCK,
) -> tuple[Results, ...]:
    """Evaluate cases on the same draws, block by block, and what follows from their standing together.

    Parameters
    ----------
    cases, analysis, horizons, sampler, block
        As of `evaluate`.
    counted
        From the items of every case, base case or block of draws, to those that are added up of
        each: its lines must not depend on the amounts.
    """
    years = max(horizons)
    sampler = sampler or Sampler(analysis.design)
    base = counted([case_items(case, analysis, base_case(case.parameters), years) for case in cases])
    tallies = [_Tally(items, analysis, horizons) for items in base]
    step = -(-block // CHUNK) * CHUNK
    for start in range(0, analysis.draws, step):
        stop = min(start + step, analysis.draws)
        drawn = [case_items(case, analysis, sampler.columns(case.parameters, start, stop), years) for case in cases]
        for tally, items in zip(tallies, counted(drawn), strict=True):
            tally.add(items, start, stop)
    return tuple(tally.results(case) for tally, case in zip(tallies, cases, strict=True))


def evaluate_at(
    case: Case, analysis: Analysis, horizons: Sequence[int], columns: Mapping[str, Array], draws: int
) -> Results:
    """Evaluate a case at given values of its parameters, instead of draws of them.

    Parameters
    ----------
    case
        Intervention, parameters, place and payers.
    analysis
        Price year and discount schedule; its draws and seed are not used.
    horizons
        Whole years, each at least 1.
    columns
        From parameter name to values, shape (draws, 1), in the parameter's own price year. A
        parameter that is not named keeps its base case.
    draws
        How many values each column holds.

    Returns
    -------
    Results
        With the given values in the place of the simulation, in their order.
    """
    years = max(horizons)
    unchanged = base_case(case.parameters)
    items = case_items(case, analysis, unchanged, years)
    given = case_items(case, analysis, {**unchanged, **columns}, years)
    factors = _factors(items, analysis)
    full = [np.broadcast_to(item.amount, (draws, years)) for item in given]
    return Results(
        case=case,
        analysis=analysis,
        horizons=tuple(horizons),
        lines=tuple(item.line for item in items),
        base=by_line(totals([item.amount for item in items], factors, horizons)),
        simulated=by_line(totals(full, factors, horizons)),
        base_yearly=np.concatenate([item.amount for item in items], axis=0),
        mean_yearly=np.stack([np.ascontiguousarray(flow).mean(axis=0) for flow in full]),
    )


def _factors(items: Sequence[Item], analysis: Analysis) -> Array:
    """Return the discount factors of each line, shape (lines, years)."""
    years = items[0].amount.shape[1]
    return np.concatenate([line_factors(item.line, analysis, years) for item in items])


class _Tally:
    """The totals of one case, filled block by block."""

    def __init__(self, base: Sequence[Item], analysis: Analysis, horizons: Sequence[int]) -> None:
        self._analysis, self._horizons, self._base = analysis, tuple(horizons), base
        self._factors = _factors(base, analysis)
        self._sums = np.empty((2, len(base), len(horizons), analysis.draws))
        self._added = np.zeros(self._factors.shape)

    def add(self, items: Sequence[Item], start: int, stop: int) -> None:
        """Take in draws ``start`` to ``stop``."""
        shape = (stop - start, self._factors.shape[1])
        full = [item.amount if item.amount.shape == shape else np.broadcast_to(item.amount, shape) for item in items]
        self._sums[..., start:stop] = totals(full, self._factors, self._horizons)
        for number, amounts in enumerate(full):
            for chunk in np.add.reduceat(amounts, np.arange(0, stop - start, CHUNK), axis=0):
                self._added[number] += chunk

    def results(self, case: Case) -> Results:
        """Return the totals of all draws."""
        return Results(
            case=case,
            analysis=self._analysis,
            horizons=self._horizons,
            lines=tuple(item.line for item in self._base),
            base=by_line(totals([item.amount for item in self._base], self._factors, self._horizons)),
            simulated=by_line(self._sums),
            base_yearly=np.concatenate([item.amount for item in self._base], axis=0),
            mean_yearly=self._added / self._analysis.draws,
        )
