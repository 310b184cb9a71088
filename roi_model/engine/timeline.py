"""The years of an analysis, and the profiles over time that an intervention may ask for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from roi_model.engine.cash_flow import Array


@dataclass(frozen=True)
class Timeline:
    """Years 0, 1, …, ``years`` − 1; every profile has shape (1 or draws, years).

    Year 0 carries a full year of effect and is not discounted.

    Examples
    --------
    >>> Timeline(3).at_start
    array([[1., 0., 0.]])
    """

    years: int

    @property
    def year(self) -> Array:
        """The number of each year, shape (1, years)."""
        return np.arange(self.years, dtype=np.float64).reshape(1, -1)

    @property
    def at_start(self) -> Array:
        """1 in year 0, and 0 after: for what happens once."""
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

        Examples
        --------
        >>> Timeline(3).persisting(np.array([[0.5]]))
        array([[1.  , 0.5 , 0.25]])
        """
        return np.power(share, self.year)

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
            level = level * survival + inflow[:, year : year + 1]
            levels.append(level)
        return np.concatenate(levels, axis=1)

    def person_years(self, share: Array, length: Array) -> Array:
        """Return the years one person lives in a state that persists with ``share`` a year: Σ share^k, k < length.

        It does not depend on the time horizon. Limits: share 0 gives 1; share 1 gives ``length``.

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
        year = np.arange(float(np.max(length))).reshape(1, -1)
        lived = np.power(share, year) * (year < length)
        return np.asarray(lived.sum(axis=1, keepdims=True), dtype=np.float64)
