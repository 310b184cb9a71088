"""How the uncertainty of one figure divides among the parameters: what is asked, and what an analysis answers.

The analyses take a plain function of the unit cube, so that they can be checked against functions whose
indices are known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from roi_model.engine.cash_flow import Array
from roi_model.inputs.refusal import InputError

BLOCK = 8_192  # rows evaluated at a time
NEARLY_CONSTANT = 1e-12  # relative to the largest value: rounding, not variation

Advance = Callable[[], None]


@dataclass(frozen=True)
class UnitFigure:
    """A figure as a function of the unit cube: one dimension for each uncertain parameter.

    Attributes
    ----------
    names
        The parameters, in the order of the dimensions.
    title
        The figure in words, for a refusal.
    function
        From points, shape (rows, parameters), each between 0 and 1, to the figure, shape (rows,).
    """

    names: tuple[str, ...]
    title: str
    function: Callable[[Array], Array]

    def at(self, points: Array, advance: Advance | None = None) -> Array:
        """Evaluate block by block, shape (rows,); ``advance`` is called after each block.

        Raises
        ------
        InputError
            When the figure is not defined everywhere, or never varies.
        """
        figures = np.empty(points.shape[0])
        for start in range(0, points.shape[0], BLOCK):
            figures[start : start + BLOCK] = self.function(points[start : start + BLOCK])
            if advance is not None:
                advance()
        return checked(figures, self.title)


@dataclass(frozen=True)
class Index:
    """A share of the variance of a figure, as estimated, with its 95% interval.

    Estimates may be a little below 0 or above 1: they are sums over a sample. None is cut off.

    Attributes
    ----------
    estimate
        The share.
    margin
        Half the width of the interval, by bootstrap.
    """

    estimate: float
    margin: float

    @property
    def low(self) -> float:
        """Lower end of the 95% interval."""
        return self.estimate - self.margin

    @property
    def high(self) -> float:
        """Upper end of the 95% interval."""
        return self.estimate + self.margin


@dataclass(frozen=True)
class Indices:
    """The share of a figure's variance that each parameter accounts for.

    Attributes
    ----------
    names
        The parameters.
    evaluations
        How many times the figure was evaluated.
    first
        First order: by the parameter alone.
    total
        Total order: with all its interactions; empty where the method does not give it.
    second
        Second order: by the interaction of two parameters alone; empty where not asked for.
    """

    names: tuple[str, ...]
    evaluations: int
    first: tuple[Index, ...]
    total: tuple[Index, ...] = ()
    second: tuple[tuple[str, str, Index], ...] = ()

    @property
    def alone(self) -> float:
        """The sum of the first-order shares: what the parameters account for without interactions."""
        return sum(index.estimate for index in self.first)


@dataclass(frozen=True)
class Effect:
    """What moving one parameter does, in the figure's own unit, for the whole width of its 95% interval.

    Attributes
    ----------
    mu
        Mean of the elementary effects; near 0 though mu_star is not, where effects have both signs.
    mu_star
        Mean of their absolute values.
    margin
        Half the width of the 95% interval of mu_star.
    sigma
        Standard deviation of the effects: how far they depend on where the parameters stand.
    """

    mu: float
    mu_star: float
    margin: float
    sigma: float


@dataclass(frozen=True)
class Effects:
    """Morris's elementary effects of every parameter."""

    names: tuple[str, ...]
    evaluations: int
    effects: tuple[Effect, ...]


def checked(figures: Array, title: str) -> Array:
    """Return figures that are all defined and vary.

    Raises
    ------
    InputError
        When one is not defined, as a return is not where nothing is paid, or all are the same.
    """
    undefined = int(np.count_nonzero(~np.isfinite(figures)))
    if undefined:
        where = "" if undefined == figures.size else f" in {undefined:,} of {figures.size:,} evaluations"
        raise InputError(
            f"{title} is not defined{where}: it divides by programme cost, and none falls there. "
            "Ask for --measure net, or for a wider perspective."
        )
    if np.ptp(figures) <= NEARLY_CONSTANT * np.abs(figures).max():
        raise InputError(
            f"{title}: {figures[0]:,.6g} whatever the uncertain parameters are, so there is no uncertainty to explain."
        )
    return figures
