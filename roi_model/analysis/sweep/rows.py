"""Every figure of cases that are alike, as rows of a long table, worked out together.

The figures are those of `analysis.measures` and `analysis.comparison`, to the last bit. Here all of them are added up,
sorted and summarised in one array, because a sweep asks for them some hundred thousand times.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
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
    Sum,
    figures_of,
    paybacks_of,
)
from roi_model.engine.alike import AlikeTotals
from roi_model.engine.cash_flow import Array
from roi_model.engine.evaluation import line_factors
from roi_model.engine.line import Line
from roi_model.engine.sector import Sector

Numbers = NDArray[np.intp]
Chosen = Callable[[tuple[Line, ...], tuple[Sector, ...]], tuple[Figure, ...]]


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
def layout_of(lines: tuple[Line, ...], sectors: tuple[Sector, ...], chosen: Chosen = figures_of) -> Layout:
    """Return how the figures that these lines give under a perspective are worked out, all or those chosen."""
    figures = chosen(lines, sectors)
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


@lru_cache(maxsize=4096)
def keys_of(layout: Layout, name: str, preset: str, horizons: tuple[int, ...]) -> tuple[Key, ...]:
    """Return the names of all rows, made once for all cases that share them: there are hundreds."""
    return tuple(Key(name, years, *row, preset) for years in horizons for row in layout.names)


def values_of(found: AlikeTotals, layout: Layout) -> Array:
    """Return every figure of each case, time horizon by time horizon, shape (cases, rows, 5).

    Parameters
    ----------
    found
        What the cases give.
    layout
        As `layout_of` gives it for their lines.
    """
    paybacks = _paybacks(found, layout.paybacks)
    parts = []
    for number in range(len(found.horizons)):
        parts += [_figures(found, layout, number), paybacks[number]]
    return np.concatenate(parts, axis=1)


def _figures(found: AlikeTotals, layout: Layout, horizon: int) -> Array:
    """Return base case, mean, low, high and standard error of each figure, shape (cases, figures, 5)."""
    base, draws = _added(found, layout.sums, horizon)
    mean, root = draws.mean(axis=-1), math.sqrt(draws.shape[-1])
    cases = base.shape[1]
    values = np.full((len(layout.figures), cases, len(FIGURES)), np.nan)
    amounts, place = np.unique(layout.amount_sums, return_inverse=True)
    own = draws[amounts]
    values[layout.amounts, :, 0], values[layout.amounts, :, 1] = base[layout.amount_sums], mean[layout.amount_sums]
    values[layout.amounts, :, 2:4] = percentiles(own, (LOW, HIGH))[place]
    values[layout.amounts, :, 4] = (_spread(own, mean[amounts]) / root)[place]

    chance = np.count_nonzero(draws[layout.chance_sums] > 0, axis=-1) / draws.shape[-1]
    values[layout.chances, :, 1] = chance
    values[layout.chances, :, 4] = np.sqrt(chance * (1 - chance) / draws.shape[-1])

    # As of `ratio_estimate`: a ratio is not defined where its denominator is 0 in the base case or in any draw.
    defined = np.not_equal(base[layout.below], 0) & np.all(draws[layout.below], axis=-1)
    row, case = np.nonzero(defined)
    above, below = (layout.above[row], case), (layout.below[row], case)
    over, under = draws[above], draws[below]
    ratio = mean[above] / mean[below]
    errors = over - ratio[:, np.newaxis] * under
    rows = layout.ratios[row]
    values[rows, case, 0], values[rows, case, 1] = base[above] / base[below], ratio
    values[rows, case, 2:4] = percentiles(over / under, (LOW, HIGH))
    values[rows, case, 4] = _spread(errors, errors.mean(axis=-1)) / (np.abs(mean[below]) * root)
    return values.transpose(1, 0, 2)


def _spread(draws: Array, mean: Array) -> Array:
    """Return the standard deviation of draws around their mean, as numpy gives it, to the last bit."""
    away = draws - mean[..., np.newaxis]
    return np.sqrt(np.multiply(away, away, out=away).sum(axis=-1) / (draws.shape[-1] - 1))


def _added(found: AlikeTotals, sums: Sequence[Sum], horizon: int) -> tuple[Array, Array]:
    """Return every sum in the base case, shape (sums, cases), and in the draws, shape (sums, cases, draws)."""
    cases, draws = found.simulated.shape[-2:]
    both = found.base[:, :, horizon], found.simulated[:, :, horizon]
    parts = {(lines, wanted.discounted) for wanted in sums for lines in (wanted.plus, wanted.minus)}
    added = {part: [_add(own, *part) for own in both] for part in parts}
    base, drawn = np.empty((len(sums), cases)), np.empty((len(sums), cases, draws))
    for row, wanted in enumerate(sums):
        plus, minus = ((lines, wanted.discounted) for lines in (wanted.plus, wanted.minus))
        for out, gained, lost in zip((base, drawn), added[plus], added[minus], strict=True):
            np.subtract(gained, lost, out=out[row])
    return base, drawn


def _add(sums: Array, lines: Sequence[int], discounted: bool) -> Array:  # noqa: FBT001 - as of `Sum`
    """Add lines up in their order."""
    total = np.zeros(sums.shape[2:])
    for number in lines:
        total += sums[int(discounted), number]
    return total


def _paybacks(found: AlikeTotals, paybacks: Sequence[Payback]) -> Array:
    """Return the payback year in the base case and by the mean of the draws, shape (horizons, cases, paybacks, 5)."""
    signs = np.zeros((len(found.lines), len(paybacks)))
    for row, payback in enumerate(paybacks):
        signs[list(payback.flow.plus), row], signs[list(payback.flow.minus), row] = 1, -1
    yearly = np.stack([found.base_yearly, found.mean_yearly], axis=2)
    factors = np.concatenate([line_factors(line, found.analysis, yearly.shape[-1]) for line in found.lines])
    discounted = np.array([payback.flow.discounted for payback in paybacks])
    by_payback = np.where(discounted[:, np.newaxis], factors[:, np.newaxis], 1)
    # Lines are added one after the other, as of `yearly_net`; shape (lines, paybacks, cases, 2, years).
    weighted = signs[:, :, np.newaxis, np.newaxis, np.newaxis] * yearly[:, np.newaxis]
    flows = weighted * by_payback[:, :, np.newaxis, np.newaxis]
    behind = (np.cumsum(np.add.accumulate(flows, axis=0)[-1], axis=-1) < 0).transpose(1, 0, 2, 3)
    values = np.full((len(found.horizons), *behind.shape[:2], len(FIGURES)), np.nan)
    for number, years in enumerate(found.horizons):
        seen = behind[..., :years]
        first = np.where(seen.any(axis=-1), years - seen[..., ::-1].argmax(axis=-1) + 1, 1)
        paid = np.any(found.mean_yearly[..., :years], axis=-1).T
        pays = ((signs < 0) & paid[..., np.newaxis]).any(axis=1)
        values[number, ..., :2] = np.where(pays[..., np.newaxis] & (first <= years), first, np.nan)
    return values
