"""Checks of a run on its draws: bounds, seeds, and what follows from values between the ends."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from roi_model.analysis.checks.case import TOLERANCE, Finding, Probe, amounts, in_pounds, same
from roi_model.analysis.measures import View, net
from roi_model.engine.draws import Sampler
from roi_model.engine.evaluation import evaluate, evaluate_at
from roi_model.engine.line import Flow

STANDARD_ERRORS = 6.0  # so far apart that chance alone will not do it
SMALL_BLOCK = 1000
BOUND_DRAWS = 2000


def weaker_effect(probe: Probe) -> Finding:
    """See that the net of half the effect lies between that of none and that of all."""
    none, half, full = (probe.without_effect(strength) for strength in (0.0, 0.5, 1.0))
    if none is None or half is None or full is None:
        return Finding(None, "The evidence file does not say what no effect is.")
    nothing, middle, whole = (float(net(probe.run(**values), View()).base[0]) for values in (none, half, full))
    margin = TOLERANCE * max(abs(nothing), abs(middle), abs(whole))
    low, high = sorted((nothing, whole))
    detail = (
        f"Net without, with half and with all of the effect: {', '.join(map(in_pounds, (nothing, middle, whole)))}."
    )
    return Finding(low - margin <= middle <= high + margin, detail)


def ends_of_intervals(probe: Probe) -> Finding:
    """Every parameter alone, and all together, at the low and at the high end."""
    uncertain = [parameter for parameter in probe.case.parameters if parameter.is_uncertain]
    if not uncertain:
        return Finding(None, "Nothing is uncertain in this run.")
    rows = 2 * len(uncertain) + 2
    columns = {parameter.name: np.full((rows, 1), parameter.value) for parameter in uncertain}
    for number, parameter in enumerate(uncertain):
        for place, end in enumerate((parameter.low, parameter.high)):
            columns[parameter.name][[2 * number + place, rows - 2 + place], 0] = end
    results = evaluate_at(probe.case, probe.analysis, (probe.horizon,), columns, rows)
    finite = all(np.isfinite(totals.discounted).all() for totals in results.simulated)
    return Finding(bool(finite), f"{len(uncertain)} parameters, {rows} sets of values.")


def no_spread(probe: Probe) -> Finding:
    """With every parameter known, each draw is the base case."""
    results = probe.run(**{parameter.name: parameter.value for parameter in probe.case.parameters})
    all_lines = amounts(results, *Flow)
    return same(all_lines[:, 1:], np.broadcast_to(all_lines[:, :1], all_lines[:, 1:].shape))


def another_seed(probe: Probe) -> Finding:
    """See that the mean net of two seeds differs by no more than chance allows."""
    first, second = probe.run(), probe.under(seed=probe.analysis.seed + 1)
    here, there = (net(results, View()).draws[:, 0] for results in (first, second))
    error = float(np.hypot(here.std(ddof=1), there.std(ddof=1)) / np.sqrt(here.size))
    apart = abs(float(here.mean() - there.mean()))
    if error == 0:
        return Finding(apart == 0, "Nothing is uncertain in this run.")
    base = float(net(first, View()).base[0])
    detail = (
        f"Means of {here.size} draws differ by {apart / error:.1f} standard errors. The mean less the base case is "
        f"{in_pounds(here.mean() - base)}: intervals are not symmetrical, and some parameters multiply one another."
    )
    return Finding(apart <= STANDARD_ERRORS * error, detail)


def bounds(probe: Probe) -> Finding:
    """Every draw lies in what its parameter may be."""
    draws = min(probe.design.draws, BOUND_DRAWS)
    columns = Sampler(probe.design).columns(probe.case.parameters, 0, draws)
    outside = []
    for parameter in probe.case.parameters:
        least, most = parameter.allowed
        if (columns[parameter.name] < least).any() or (columns[parameter.name] > most).any():
            outside.append(parameter.name)
    said = (
        f"Outside: {', '.join(outside)}."
        if outside
        else f"{len(columns)} parameters, the first {draws:,} draws of this run."
    )
    return Finding(not outside, said)


def same_seed(probe: Probe) -> Finding:
    """See that a second run in other blocks gives the same numbers to the last bit."""
    analysis = replace(probe.analysis, draws=max(probe.analysis.draws, SMALL_BLOCK + 1))
    first = evaluate(probe.case, analysis, (probe.horizon,))
    second = evaluate(probe.case, analysis, (probe.horizon,), block=SMALL_BLOCK)
    identical = (amounts(first, *Flow) == amounts(second, *Flow)).all()
    yearly = (first.mean_yearly == second.mean_yearly).all()
    return Finding(
        bool(identical and yearly), f"{analysis.draws:,} draws in one block and in blocks of {SMALL_BLOCK:,}."
    )
