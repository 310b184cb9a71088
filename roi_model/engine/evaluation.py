"""Running a model: the base case as one draw, and the simulation in blocks of draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.engine.discounting import discount_factors
from roi_model.engine.draws import Draws, Sampler, base_case
from roi_model.engine.line import Line, itemise
from roi_model.engine.timeline import Timeline
from roi_model.inputs.evidence_file import shared_parameters
from roi_model.inputs.price import uprate

BLOCK = 10_000
# Yearly means are summed chunk by chunk in order of the draws, so that they are the same to the
# last bit for any block that is a whole number of chunks.
CHUNK = 1_000


@dataclass(frozen=True)
class LineTotals:
    """One line's sums over time, for every draw.

    Attributes
    ----------
    undiscounted, discounted
        Sum of the years before each horizon, shape (draws, horizons).
    """

    undiscounted: Array
    discounted: Array


@dataclass(frozen=True)
class Results:
    """What one case gives, line by line.

    Attributes
    ----------
    case, analysis
        What was evaluated, and how.
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

    case: Case
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


def line_factors(line: Line, analysis: Analysis, years: int) -> Array:
    """Return the discount factors that apply to a line, shape (1, years)."""
    bands = analysis.schedule.qalys if line.is_health else analysis.schedule.money
    return discount_factors(bands, years)


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
    years = max(horizons)
    sampler = sampler or Sampler(analysis.design)
    lines, base_flows = _flows(case, analysis, base_case(case.parameters), years)
    factors = [line_factors(line, analysis, years) for line in lines]
    base = tuple(line_totals(flow, by, horizons) for flow, by in zip(base_flows, factors, strict=True))
    base_yearly = np.concatenate(base_flows, axis=0)
    simulated = tuple(_empty(analysis.draws, len(horizons)) for _ in lines)
    added = np.zeros((len(lines), years))
    step = -(-block // CHUNK) * CHUNK
    for start in range(0, analysis.draws, step):
        stop = min(start + step, analysis.draws)
        _, flows = _flows(case, analysis, sampler.columns(case.parameters, start, stop), years)
        for number, flow in enumerate(flows):
            full = np.broadcast_to(flow, (stop - start, years))
            totals = line_totals(full, factors[number], horizons)
            simulated[number].undiscounted[start:stop] = totals.undiscounted
            simulated[number].discounted[start:stop] = totals.discounted
            for chunk in np.add.reduceat(full, np.arange(0, stop - start, CHUNK), axis=0):
                added[number] += chunk
    mean_yearly = added / analysis.draws
    return Results(case, analysis, tuple(horizons), lines, base, simulated, base_yearly, mean_yearly)


def _empty(draws: int, horizons: int) -> LineTotals:
    sums = np.empty((2, horizons, draws))
    return LineTotals(sums[0].T, sums[1].T)


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
    lines, base_flows = _flows(case, analysis, unchanged, years)
    _, flows = _flows(case, analysis, {**unchanged, **columns}, years)
    factors = [line_factors(line, analysis, years) for line in lines]
    full = [np.broadcast_to(flow, (draws, years)) for flow in flows]
    return Results(
        case=case,
        analysis=analysis,
        horizons=tuple(horizons),
        lines=lines,
        base=tuple(line_totals(flow, by, horizons) for flow, by in zip(base_flows, factors, strict=True)),
        simulated=tuple(line_totals(flow, by, horizons) for flow, by in zip(full, factors, strict=True)),
        base_yearly=np.concatenate(base_flows, axis=0),
        mean_yearly=np.stack([flow.mean(axis=0) for flow in full]),
    )


def line_totals(flow: Array, factors: Array, horizons: Sequence[int]) -> LineTotals:
    """Sum one line's flow, shape (draws, years), over the years before each horizon.

    Formula: Σ flow(t) and Σ flow(t)·factor(t), t < horizon, added in order of the years.

    Parameters
    ----------
    flow
        Amounts, shape (draws, years).
    factors
        Discount factors, shape (1, years).
    horizons
        Whole years, each between 1 and the years of the flow.

    Examples
    --------
    >>> totals = line_totals(np.array([[100.0, 100.0]]), np.array([[1.0, 0.5]]), (1, 2))
    >>> totals.discounted
    array([[100., 150.]])
    """
    sums = np.empty((2, len(horizons), flow.shape[0]))
    running = np.zeros((2, flow.shape[0]))
    # With each year's draws side by side in memory, adding up is several times faster.
    for year, amounts in enumerate(np.ascontiguousarray(flow.T)):
        running[0] += amounts
        running[1] += amounts * factors[0, year]
        for place, horizon in enumerate(horizons):
            if horizon == year + 1:
                sums[:, place] = running
    return LineTotals(sums[0].T, sums[1].T)


def _flows(
    case: Case, analysis: Analysis, columns: Mapping[str, Array], years: int
) -> tuple[tuple[Line, ...], list[Array]]:
    """Uprate money, add the place's people, run the model, and itemise what it returns."""
    uprated = {
        parameter.name: uprate(columns[parameter.name], parameter.price_year, analysis.price_year)
        if parameter.price_year is not None
        else columns[parameter.name]
        for parameter in case.parameters
    }
    people = {figure: np.array([[number]]) for figure, number in case.area.figures.items()}
    outcomes = case.intervention.model(Draws({**people, **uprated}), Timeline(years))
    qaly = shared_parameters()["qaly_value"]
    qaly_value = float(uprate(qaly.value, str(qaly.price_year), analysis.price_year))
    items = list(itemise(outcomes, case.payers, analysis.also_count, qaly_value))
    flows = [np.broadcast_to(flow, (flow.shape[0], years)) for _, flow in items]
    return tuple(line for line, _ in items), flows
