"""Every value of one number at which a net figure is zero: a scan to bracket, then Brent's method."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from roi_model.engine.cash_flow import Array

REACH = 1000.0  # an unbounded range is searched to this multiple of the largest known value
REACH_WITHOUT_SCALE = 1e6  # and to here where every known value is 0
ZERO = 1e-10  # of the money that moves: a net figure nearer to zero is zero
JUMP = 1e-6  # of the money that moves: a net figure further from zero, where its sign changes, has jumped

# At values of shape (points,): the net figure, and the money that moves (benefits and costs, both counted up).
NetAt = Callable[[Array], tuple[Array, Array]]


@dataclass(frozen=True)
class Root:
    """A value at which the net figure is zero or, where it jumps, changes its sign.

    Attributes
    ----------
    value
        Where.
    exact
        Whether the figure is zero there; otherwise it jumps over zero. Between whole numbers this is
        then the one on the far side of the jump, as seen from today's.
    """

    value: float
    exact: bool = True


@dataclass(frozen=True)
class Span:
    """Where roots are looked for.

    Attributes
    ----------
    today
        The value from which the nearest is counted.
    least, most
        The search ends here; both are finite.
    whole
        Whether only whole numbers count.
    interval
        Looked at more closely, where there is one.
    """

    today: float
    least: float
    most: float
    whole: bool = False
    interval: tuple[float, float] | None = None

    def points(self) -> Array:
        """Return the values of the scan in order, about 200, shape (points,)."""
        if self.whole:
            return np.arange(math.ceil(self.least), math.floor(min(self.most, self.least + REACH)) + 1.0)
        known = max(abs(self.today), *map(abs, self.interval or (0.0,)))
        parts = [np.array([self.today]), np.linspace(self.least, self.most, 41), np.linspace(-2 * known, 2 * known, 81)]
        if self.interval:
            parts.append(np.linspace(*self.interval, 41))
        for end, sign in ((self.most, 1), (-self.least, -1)):
            if end > 0:
                parts.append(sign * np.geomspace(end * 1e-6, end, 41))
        points = np.unique(np.concatenate(parts))
        return points[(points >= self.least) & (points <= self.most)]


def span_of(today: float, allowed: tuple[float, float], known: tuple[float, ...]) -> tuple[float, float]:
    """Return where to search: all that is allowed or, where that has no end, a multiple of the known values.

    Examples
    --------
    >>> span_of(0.0002, (0.0, 1.0), ()), span_of(250.0, (0.0, np.inf), (300.0,)), span_of(0.0, (0.0, np.inf), ())
    ((0.0, 1.0), (0.0, 300000.0), (0.0, 1000000.0))
    """
    reach = REACH * max(abs(today), *map(abs, known), 0.0) or REACH_WITHOUT_SCALE
    least, most = allowed
    return (-reach if math.isinf(least) else least), (reach if math.isinf(most) else most)


def find_roots(net_at: NetAt, span: Span) -> tuple[Root, ...] | None:
    """Return every root that the scan brackets, the nearest to today's value first; None where nothing moves.

    Formula: where the figure has opposite signs at two neighbouring points of the scan, Brent's
    method solves for zero between them.
    Limits: two roots between neighbouring points are not seen. A zero at which no money moves at all, and
    which has the same sign on either side or only one side, is no root: there nothing is done.

    Parameters
    ----------
    net_at
        The figure; evaluated once for the whole scan.
    span
        Where to look.
    """
    points = span.points()
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        net, gross = net_at(points)
    known = np.isfinite(net) & np.isfinite(gross)
    points, net, gross = points[known], net[known], gross[known]
    if not points.size or np.ptp(net) <= ZERO * float(gross.max()):
        return None
    found = [*_zeros(points, net, gross, span.today), *_crossings(net_at, points, net, gross, span)]
    return tuple(sorted(found, key=lambda root: (abs(root.value - span.today), root.value)))


def _signs(net: Array, gross: Array) -> Array:
    return np.where(np.abs(net) <= ZERO * gross, 0.0, np.sign(net))


def _zeros(points: Array, net: Array, gross: Array, today: float) -> Iterator[Root]:
    """Yield the zeros that the scan itself hits; of a run of them, the one nearest to today's value."""
    signs = _signs(net, gross)
    zero = np.flatnonzero(signs == 0)
    for run in np.split(zero, np.flatnonzero(np.diff(zero) > 1) + 1):
        if not run.size:
            continue
        before = signs[run[0] - 1] if run[0] else 0.0
        after = signs[run[-1] + 1] if run[-1] + 1 < signs.size else 0.0
        something_moves = bool((gross[run] > ZERO * gross.max()).all())
        if before * after < 0 or something_moves:
            values = points[run]
            yield Root(float(values[np.argmin(np.abs(values - today))]))


def _crossings(net_at: NetAt, points: Array, net: Array, gross: Array, span: Span) -> Iterator[Root]:
    """Yield a root for each pair of neighbours with opposite signs."""
    signs = _signs(net, gross)
    for number in np.flatnonzero(signs[:-1] * signs[1:] < 0):
        near, far = sorted(points[number : number + 2].tolist(), key=lambda end: abs(end - span.today))
        if span.whole:
            yield Root(far, exact=False)
        else:
            yield _solved(net_at, near, far)


def _solved(net_at: NetAt, near: float, far: float) -> Root:
    """Solve between two ends of opposite sign; where the figure jumps, Brent's method ends at the jump."""
    low, high = sorted((near, far))

    def net(value: float) -> float:
        return float(net_at(np.array([value]))[0][0])

    tolerance = 1e-15 * max(abs(low), abs(high))
    value = float(optimize.brentq(net, low, high, xtol=tolerance, rtol=4 * np.finfo(float).eps, maxiter=500))
    left, gross = net_at(np.array([low, value, high]))
    return Root(value, exact=bool(abs(left[1]) <= JUMP * gross.max()))
