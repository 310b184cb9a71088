"""The years of an analysis, and the profiles over time that an intervention may ask for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from roi_model.engine.cash_flow import Array


@dataclass(frozen=True)
class Timeline:
    """Years 0, 1, …, ``years`` − 1; every profile has shape (1 or draws, years).

    Year 0 carries a full year of effect and is not discounted.

    Attributes
    ----------
    years
        How many.
    axis
        Along which axis they run. With 0, all shapes here are the other way round, (years, 1 or draws), and so are
        parameters and results of a model: it gives the same numbers, several times faster where there are many
        draws, because those of a year lie side by side in memory.

    Examples
    --------
    >>> Timeline(3).at_start
    array([[1., 0., 0.]])
    """

    years: int
    axis: int = 1

    @property
    def year(self) -> Array:
        """The number of each year, shape (1, years)."""
        return self._along(self.years)

    @property
    def at_start(self) -> Array:
        """1 in year 0, and 0 after: for what happens once; shape (1, years)."""
        return np.asarray(self.year == 0, dtype=np.float64)

    def during(self, length: Array) -> Array:
        """Return 1 in the first ``length`` years, and 0 after.

        Parameters
        ----------
        length
            Whole years, shape (1 or draws, 1).

        Examples
        --------
        >>> Timeline(4).during(np.array([[2.0]]))
        array([[1., 1., 0., 0.]])
        """
        return np.asarray(self.year < length, dtype=np.float64)

    def from_year(self, first: Array) -> Array:
        """Return 1 from year ``first`` on, and 0 before; ``first`` has shape (1 or draws, 1)."""
        return np.asarray(self.year >= first, dtype=np.float64)

    def persisting(self, share: Array) -> Array:
        """Return 1 in year 0, then ``share`` of the year before: share^t, with 0^0 = 1.

        Parameters
        ----------
        share
            Share still there a year later, shape (1 or draws, 1); the answer has shape (1 or draws, years).

        Examples
        --------
        >>> Timeline(3).persisting(np.array([[0.5]]))
        array([[1.  , 0.5 , 0.25]])
        """
        return _raised(share, self.year)

    def stock(self, inflow: Array, survival: Array) -> Array:
        """Return what is left of all inflows so far: stock(t) = stock(t − 1) · survival + inflow(t).

        Parameters
        ----------
        inflow
            What enters in each year, shape (draws, years).
        survival
            Share still there a year later, shape (1 or draws, 1).

        Examples
        --------
        >>> Timeline(3).stock(np.array([[1.0, 1.0, 0.0]]), np.array([[0.5]]))
        array([[1.  , 1.5 , 0.75]])
        """
        level = np.zeros((1, 1))
        levels = []
        for year in range(self.years):
            entering = inflow[:, year : year + 1] if self.axis else inflow[year : year + 1]
            level = level * survival + entering
            levels.append(level)
        return np.concatenate(levels, axis=self.axis)

    def person_years(self, share: Array, length: Array) -> Array:
        """Return the years one person lives in a state that persists with ``share`` a year: Σ share^k, k < length.

        It does not depend on the time horizon. The years are added one after the other, so that the result of a
        draw does not depend on the length of others. Limits: share 0 gives 1; share 1 gives ``length``.

        Parameters
        ----------
        share
            Share still in the state a year later, shape (1 or draws, 1).
        length
            Whole years over which they are counted, shape (1 or draws, 1).

        Examples
        --------
        >>> Timeline(1).person_years(np.array([[0.5]]), np.array([[3.0]]))
        array([[1.75]])
        """
        year = self._along(int(np.max(length)))
        lived = np.add.accumulate(_raised(share, year) * (year < length), axis=self.axis)
        return lived[:, -1:] if self.axis else lived[-1:]

    def _along(self, years: int) -> Array:
        """Return 0, 1, … along the axis of the years."""
        number = np.arange(years, dtype=np.float64)
        return number.reshape(1, -1) if self.axis else number.reshape(-1, 1)


def _raised(share: Array, year: Array) -> Array:
    """Return share^year.

    Each number has an exponent of its own in memory: where one serves many, numpy may square them for an exponent of
    2, and the last bit would depend on how many draws stand side by side.
    """
    return np.power(share, np.broadcast_to(year, np.broadcast_shapes(share.shape, year.shape)).copy())
