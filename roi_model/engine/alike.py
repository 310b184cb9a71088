"""Cases that are alike but for their numbers, evaluated side by side: one run of the model for all of them.

A model has no axis and no loop, so the draws of several cases may stand behind one another where those of one would.
Every number is the one that `evaluate` gives, to the last bit.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from roi_model.engine.alike_inputs import inputs_of
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.engine.draws import Sampler
from roi_model.engine.evaluation import BLOCK, CHUNK, line_factors
from roi_model.engine.items import model_items
from roi_model.engine.line import Line
from roi_model.engine.line_totals import totals
from roi_model.engine.timeline import Timeline


@dataclass(frozen=True)
class AlikeTotals:
    """What several cases that are alike give, line by line.

    Attributes
    ----------
    analysis, horizons
        As of `Totals`.
    lines
        The lines, which all cases share.
    base, simulated
        Undiscounted and discounted sums in the base case, shape (2, lines, horizons, cases), and in the
        simulation, shape (2, lines, horizons, cases, draws).
    base_yearly, mean_yearly
        Each line by year, not discounted: base case and mean of the draws, shape (lines, cases, years).
    """

    analysis: Analysis
    horizons: tuple[int, ...]
    lines: tuple[Line, ...]
    base: Array
    simulated: Array
    base_yearly: Array
    mean_yearly: Array


def likeness(case: Case) -> Hashable:
    """Return what must be the same of cases that are evaluated side by side: all but numbers and place."""
    payments = tuple((label, tuple(paid.items())) for label, paid in case.payments.items())
    return case.intervention.name, tuple(case.payers.items()), payments, case.effect


def evaluate_alike(
    cases: Sequence[Case], analysis: Analysis, horizons: Sequence[int], *, sampler: Sampler, block: int = BLOCK
) -> AlikeTotals:
    """Evaluate cases of one `likeness` at several time horizons, base case and simulation.

    Parameters
    ----------
    cases
        At least one. The draws of all of them are held in memory side by side.
    analysis, horizons, sampler, block
        As of `evaluate`; a block is of the draws of each case.

    Examples
    --------
    >>> from roi_model.engine.case import build_case
    >>> from roi_model.inputs.area import find_area
    >>> cases = [build_case("debt_advice", find_area([place])) for place in ("Leeds", "Kent")]
    >>> analysis = Analysis(draws=100)
    >>> evaluate_alike(cases, analysis, (1, 5), sampler=Sampler(analysis.design)).simulated.shape
    (2, 11, 2, 2, 100)
    """
    inputs, years = inputs_of(cases, analysis.price_year), max(horizons)
    lines, base = _amounts(cases[0], analysis, inputs.base(), (years, len(cases)))
    factors = np.concatenate([line_factors(line, analysis, years) for line in lines])
    simulated = []
    added = np.zeros((len(lines), len(cases), years))
    step = -(-block // CHUNK) * CHUNK
    for start in range(0, analysis.draws, step):
        stop = min(start + step, analysis.draws)
        values = inputs.drawn(sampler, start, stop)
        _, drawn = _amounts(cases[0], analysis, values, (years, len(cases) * (stop - start)))
        sums = totals([amount.T for amount in drawn], factors, horizons)
        simulated.append(sums.reshape(*sums.shape[:-1], len(cases), stop - start))
        for number, amount in enumerate(drawn):
            for chunk in _chunks(amount, len(cases)):
                added[number] += chunk
    return AlikeTotals(
        analysis=analysis,
        horizons=tuple(horizons),
        lines=lines,
        base=totals([amount.T for amount in base], factors, horizons),
        simulated=simulated[0] if len(simulated) == 1 else np.concatenate(simulated, axis=-1),
        base_yearly=np.stack([amount.T for amount in base]),
        mean_yearly=added / analysis.draws,
    )


def _amounts(
    case: Case, analysis: Analysis, values: Mapping[str, Array], shape: tuple[int, int]
) -> tuple[tuple[Line, ...], list[Array]]:
    """Run the model once for all cases, and return lines and their amounts, shape (years, cases × draws)."""
    items = model_items(case, analysis, values, Timeline(shape[0], axis=0))
    return tuple(item.line for item in items), [np.broadcast_to(item.amount, shape) for item in items]


def _chunks(amount: Array, cases: int) -> Array:
    """Return the sums of the chunks of draws of each case, as `evaluate` adds them, shape (chunks, cases, years)."""
    years, draws = amount.shape[0], amount.shape[1] // cases
    chunks = np.arange(0, draws, CHUNK)
    starts = (np.arange(cases)[:, np.newaxis] * draws + chunks).reshape(-1)
    return np.add.reduceat(amount, starts, axis=1).reshape(years, cases, chunks.size).transpose(2, 1, 0)
