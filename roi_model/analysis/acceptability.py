"""How the choice between interventions depends on the return, or the price of a QALY, that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from roi_model.analysis.decision import SimulatedDecision
from roi_model.analysis.information.estimators import perfect_gain
from roi_model.engine.analysis import AlsoCount
from roi_model.engine.cash_flow import Array
from roi_model.inputs.refusal import InputError

RETURN_THRESHOLDS = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 7.5, 10.0)
QALY_THRESHOLDS = (0.0, 5_000.0, 10_000.0, 15_000.0, 20_000.0, 25_000.0, 30_000.0, 50_000.0, 70_000.0)


class Threshold(StrEnum):
    """What a threshold is on."""

    RETURN = "return"  # £ of benefit asked for each £1 of programme cost
    QALY = "qaly"  # £ that a QALY is worth


@dataclass(frozen=True)
class Curve:
    """Which option is the best at each threshold, and how surely.

    Attributes
    ----------
    threshold
        What the thresholds are on.
    thresholds
        In rising order of the last axis of every array.
    chances
        CEAC: the share of draws in which each option has the highest net value, shape (options, thresholds). Draws
        that several options share count in equal parts, so that a column adds up to 1.
    best
        The option with the highest mean net value, shape (thresholds,).
    perfect
        Expected value of perfect information at each threshold, in £, shape (thresholds,).
    draws
        How many draws there were.
    """

    threshold: Threshold
    thresholds: tuple[float, ...]
    chances: Array
    best: tuple[int, ...]
    perfect: Array
    draws: int

    @property
    def frontier(self) -> Array:
        """CEAF: the chance of the option with the highest mean, which need not be the greatest; shape (thresholds,)."""
        return self.chances[list(self.best), np.arange(len(self.best))]

    @property
    def errors(self) -> Array:
        """Monte Carlo standard errors of the chances, √(p(1 − p)/n); shape (options, thresholds)."""
        return np.sqrt(self.chances * (1 - self.chances) / self.draws)


def acceptability(
    simulated: SimulatedDecision, threshold: Threshold, thresholds: Sequence[float] | None = None
) -> Curve:
    """Return the acceptability curve and its frontier over thresholds.

    Formula: at a threshold λ on the return, net value = benefit − λ·cost. At a threshold λ on the price of a QALY,
    net value = λ·QALYs − (cost − benefit).
    Limits: at a return of 0 costs do not count. At £0 per QALY health does not count, and the option that costs least
    on balance wins.

    Parameters
    ----------
    simulated
        The choice and its draws.
    threshold
        What the thresholds are on.
    thresholds
        Each 0 or more; by default a range that covers common ones.

    Raises
    ------
    InputError
        When a threshold is below 0 or not a number, or QALYs are asked for and are not known, or are counted already.
    """
    usual = RETURN_THRESHOLDS if threshold is Threshold.RETURN else QALY_THRESHOLDS
    asked = tuple(sorted(set(thresholds or usual)))
    for value in asked:
        if not (np.isfinite(value) and value >= 0):
            raise InputError(f"The threshold {value:g} is not allowed; it must be a number of 0 or more.")
    if threshold is Threshold.QALY:
        _check_qalys(simulated)
    values = [net_value(simulated, threshold, value) for value in asked]
    return Curve(
        threshold,
        asked,
        np.stack([chance_highest(each) for each in values], axis=1),
        tuple(int(each.mean(axis=0).argmax()) for each in values),
        np.array([perfect_gain(each).value for each in values]),
        values[0].shape[0],
    )


def net_value(simulated: SimulatedDecision, threshold: Threshold, value: float) -> Array:
    """Return the net value of each option in £ at one threshold, shape (draws, options); that of none is 0."""
    options = simulated.options
    if threshold is Threshold.RETURN:
        parts = [sums.benefit - value * sums.cost for sums in options]
    else:
        parts = [value * sums.qalys - (sums.cost - sums.benefit) for sums in options]
    return np.column_stack([np.zeros_like(parts[0]), *parts])


def chance_highest(values: Array) -> Array:
    """Return the share of draws in which each option is the highest, shape (options,); equals share a draw.

    Examples
    --------
    >>> chance_highest(np.array([[0.0, 1.0], [0.0, -1.0], [0.0, 0.0], [0.0, 2.0]]))
    array([0.375, 0.625])
    """
    highest = values == values.max(axis=1, keepdims=True)
    return np.asarray((highest / highest.sum(axis=1, keepdims=True)).mean(axis=0))


def _check_qalys(simulated: SimulatedDecision) -> None:
    also = simulated.decision.analysis.also_count
    if also is not AlsoCount.NOTHING:
        raise InputError(
            f"{also.value} are counted among the benefits; leave out --also-count, for a price of QALYs would count "
            "one change twice."
        )
    lacking = [
        case.intervention.name
        for case, sums in zip(simulated.decision.cases, simulated.options, strict=True)
        if not sums.qalys.any()
    ]
    if lacking:
        raise InputError(
            f"No QALYs are known for {', '.join(lacking)}, so a choice by £ per QALY cannot hold "
            f"{'it' if len(lacking) == 1 else 'them'}; choose interventions that have them, such as collaborative_care."
        )
