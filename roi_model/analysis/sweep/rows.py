"""Every figure of one case as rows of a long table, worked out together.

The figures are those of `analysis.measures` and `analysis.comparison`, to the last bit. Here all of them are added up,
sorted and summarised in one array, because a sweep asks for them some hundred thousand times.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from roi_model.analysis.estimate import HIGH, LOW, percentiles
from roi_model.analysis.sweep.figures import (
    ALL,
    FIGURES,
    PROBABILITY,
    YEAR,
    Figure,
    Key,
    Payback,
    Rows,
    Sum,
    figures_of,
    paybacks_of,
)
from roi_model.engine.cash_flow import Array
from roi_model.engine.evaluation import Results
from roi_model.engine.line import Line
from roi_model.engine.sector import Sector

Numbers = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Layout:
    """Which sums the figures of a case rest on and which rows they fill: the same for all cases with its lines.

    Attributes
    ----------
    figures, paybacks
        The rows, in their order.
    sums
        Every sum that a figure rests on, once.
    amounts, chances, ratios
        Numbers of the rows of each kind.
    amount_sums, chance_sums, above, below
        For each of those rows, the number of its sum; of a ratio, of numerator and denominator.
    """

    figures: tuple[Figure, ...]
    paybacks: tuple[Payback, ...]
    sums: tuple[Sum, ...]
    amounts: Numbers
    chances: Numbers
    ratios: Numbers
    amount_sums: Numbers
    chance_sums: Numbers
    above: Numbers
    below: Numbers

    @property
    def names(self) -> list[tuple[str, str, str, str]]:
        """Sector, kind, measure and unit of every row."""
        rows = [(figure.sector, figure.kind, figure.measure, figure.unit) for figure in self.figures]
        return rows + [(ALL, payback.kind, payback.measure, YEAR) for payback in self.paybacks]


@lru_cache(maxsize=1024)
def layout_of(lines: tuple[Line, ...], sectors: tuple[Sector, ...]) -> Layout:
    """Return how the figures that these lines give under a perspective are worked out."""
    figures = figures_of(lines, sectors)
    sums = tuple(dict.fromkeys(one for figure in figures for one in (figure.above, figure.below) if one is not None))
    place = {one: number for number, one in enumerate(sums)}
    ratios = [row for row, figure in enumerate(figures) if figure.below is not None]
    chances = [row for row, figure in enumerate(figures) if figure.unit == PROBABILITY]
    amounts = [row for row in range(len(figures)) if row not in {*ratios, *chances}]

    def above(rows: Sequence[int]) -> Numbers:
        return np.array([place[figures[row].above] for row in rows], dtype=np.intp)

    below = [place[one] for one in (figures[row].below for row in ratios) if one is not None]
    return Layout(
        figures=figures,
        paybacks=paybacks_of(lines, sectors),
        sums=sums,
        amounts=np.array(amounts, dtype=np.intp),
        chances=np.array(chances, dtype=np.intp),
        ratios=np.array(ratios, dtype=np.intp),
        amount_sums=above(amounts),
        chance_sums=above(chances),
        above=above(ratios),
        below=np.array(below, dtype=np.intp),
    )


def rows_of(results: Results) -> Rows:
    """Return every figure of one case, time horizon by time horizon."""
    layout = layout_of(results.lines, results.analysis.sectors)
    case = results.case
    keys = _keys(layout, case.intervention.name, case.parameters.preset, results.horizons)
    paybacks = _paybacks(results, layout.paybacks)
    figures = [_figures(results, layout, number) for number in range(len(results.horizons))]
    parts = [part for own in zip(figures, paybacks, strict=True) for part in own]
    return Rows(keys, np.concatenate(parts))


@lru_cache(maxsize=4096)
def _keys(layout: Layout, name: str, preset: str, horizons: tuple[int, ...]) -> tuple[Key, ...]:
    """Return the names of all rows, made once for all cases that share them: there are hundreds."""
    return tuple(Key(name, years, *row, preset) for years in horizons for row in layout.names)


def _figures(results: Results, layout: Layout, horizon: int) -> Array:
    """Return base case, mean, low, high and standard error of each figure, shape (figures, 5)."""
    base, draws = _added(results, layout.sums, horizon)
    mean, root = draws.mean(axis=1), math.sqrt(draws.shape[1])
    values = np.full((len(layout.figures), len(FIGURES)), np.nan)
    amounts = draws[layout.amount_sums]
    values[layout.amounts, 0], values[layout.amounts, 1] = base[layout.amount_sums], mean[layout.amount_sums]
    values[layout.amounts, 2:4] = percentiles(amounts, (LOW, HIGH))
    values[layout.amounts, 4] = amounts.std(axis=1, ddof=1) / root

    chance = np.count_nonzero(draws[layout.chance_sums] > 0, axis=1) / draws.shape[1]
    values[layout.chances, 1] = chance
    values[layout.chances, 4] = np.sqrt(chance * (1 - chance) / draws.shape[1])

    # As of `ratio_estimate`: a ratio is not defined where its denominator is 0 in the base case or in any draw.
    defined = np.not_equal(base[layout.below], 0) & np.all(draws[layout.below], axis=1)
    rows, above, below = layout.ratios[defined], layout.above[defined], layout.below[defined]
    ratio = mean[above] / mean[below]
    errors = draws[above] - ratio[:, np.newaxis] * draws[below]
    values[rows, 0], values[rows, 1] = base[above] / base[below], ratio
    values[rows, 2:4] = percentiles(draws[above] / draws[below], (LOW, HIGH))
    values[rows, 4] = errors.std(axis=1, ddof=1) / (np.abs(mean[below]) * root)
    return values


def _added(results: Results, sums: Sequence[Sum], horizon: int) -> tuple[Array, Array]:
    """Return every sum in the base case, shape (sums,), and in the draws, shape (sums, draws)."""
    base, draws = np.zeros(len(sums)), np.zeros((len(sums), results.analysis.draws))
    for row, wanted in enumerate(sums):
        base[row] = _add(results, wanted, wanted.plus, horizon, draws[row])
        if wanted.minus:
            less = np.zeros(results.analysis.draws)
            base[row] -= _add(results, wanted, wanted.minus, horizon, less)
            draws[row] -= less
    return base, draws


def _add(results: Results, wanted: Sum, lines: Sequence[int], horizon: int, total: Array) -> float:
    """Add lines up in their order, into ``total`` by draw, and return the base case."""
    time = "discounted" if wanted.discounted else "undiscounted"
    base = 0.0
    for number in lines:
        base += float(getattr(results.base[number], time)[0, horizon])
        total += getattr(results.simulated[number], time)[:, horizon]
    return base


def _paybacks(results: Results, paybacks: Sequence[Payback]) -> Array:
    """Return the payback year in the base case and by the mean of the draws, shape (horizons, paybacks, 5)."""
    signs = np.zeros((len(results.lines), len(paybacks)))
    for row, payback in enumerate(paybacks):
        signs[list(payback.flow.plus), row], signs[list(payback.flow.minus), row] = 1, -1
    yearly = np.stack([results.base_yearly, results.mean_yearly], axis=1)
    factors = np.stack([results.factors(line) for line in results.lines])
    discounted = np.array([payback.flow.discounted for payback in paybacks])
    by_payback = np.where(discounted[:, np.newaxis], factors[:, np.newaxis], 1)
    # Lines are added one after the other, as of `yearly_net`; shape (lines, paybacks, 2, years).
    flows = signs[:, :, np.newaxis, np.newaxis] * yearly[:, np.newaxis] * by_payback[:, :, np.newaxis]
    behind = np.cumsum(np.add.accumulate(flows, axis=0)[-1], axis=-1) < 0
    values = np.full((len(results.horizons), len(paybacks), len(FIGURES)), np.nan)
    for number, years in enumerate(results.horizons):
        seen = behind[..., :years]
        first = np.where(seen.any(axis=-1), years - seen[..., ::-1].argmax(axis=-1) + 1, 1)
        paid = np.any(results.mean_yearly[:, :years], axis=1)
        pays = ((signs < 0) & paid[:, np.newaxis]).any(axis=0)
        values[number, :, :2] = np.where(pays[:, np.newaxis] & (first <= years), first, np.nan)
    return values
