"""What knowing some inputs is worth, by simulation within a simulation: slow, and free of any fit."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from roi_model.analysis.decision import Rows
from roi_model.analysis.information.estimators import Gain
from roi_model.engine.cash_flow import Array

NetAt = Callable[[Rows, Rows], Array]
AT_ONCE = 10_000  # rows evaluated together


@dataclass(frozen=True)
class NestedSize:
    """How large a nested simulation is.

    Attributes
    ----------
    outer
        Draws of what would be known.
    inner
        Draws of everything else at each of them; even.
    """

    outer: int = 1000
    inner: int = 256

    @property
    def blocks(self) -> list[tuple[int, int]]:
        """First and last of the outer draws that are evaluated together."""
        step = max(1, AT_ONCE // self.inner)
        return [(start, min(start + step, self.outer)) for start in range(0, self.outer, step)]


@dataclass(frozen=True)
class NestedGain(Gain):
    """What each outer draw gains, with what was taken off for bias.

    Attributes
    ----------
    draws
        Corrected gain of each outer draw, shape (outer,).
    correction
        How much the correction took off the mean.
    """

    correction: float

    @property
    def error(self) -> float:
        """√(s²/n + correction²): in a near tie the bias falls with 1/√N, and the correction takes off too little."""
        return math.hypot(super().error, self.correction)


def nested_gain(
    net_at: NetAt, draws: int, best: int, size: NestedSize, seed: int, advance: Callable[[], None] | None = None
) -> NestedGain:
    """Estimate what knowing some inputs is worth by nested simulation; the gain of each outer draw.

    Formula: 2·max(m) − ½·(max(m₁) + max(m₂)) − m[best], where m are the means of the options over all inner draws and
    m₁, m₂ over each half of them. The maximum of a mean of N draws is too high by about c/N; the two halves, too high
    by 2c/N, take that off.
    Limits: what is left of that bias is of a higher order in 1/N, except where options tie at most of the outer draws;
    so the size of the correction counts in the error. The mean may fall a little below 0 or above the EVPI by chance.

    Parameters
    ----------
    net_at
        Net benefits, shape (rows, options), where the inputs in question take their values of the first rows given,
        and all others theirs of the second.
    draws
        How many draws there are to take rows from.
    best
        The option that is the best without the information.
    size
        Outer and inner draws.
    seed
        Fixes which rows are taken.
    advance
        Called after each block of `NestedSize.blocks`.
    """
    random = np.random.default_rng(seed)
    outer_rows = random.choice(draws, size.outer, replace=size.outer > draws)
    gains, corrections = np.empty(size.outer), np.empty(size.outer)
    for start, stop in size.blocks:
        known = np.repeat(outer_rows[start:stop], size.inner)
        net = net_at(known, random.integers(draws, size=known.size))
        halves = net.reshape(stop - start, 2, size.inner // 2, net.shape[1]).mean(axis=2)
        whole = halves.mean(axis=1)
        corrections[start:stop] = halves.max(axis=2).mean(axis=1) - whole.max(axis=1)
        gains[start:stop] = whole.max(axis=1) - corrections[start:stop] - whole[:, best]
        if advance is not None:
            advance()
    return NestedGain(gains, float(corrections.mean()))
