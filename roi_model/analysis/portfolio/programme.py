"""The mixed-integer programme of a portfolio: coverages that make a linear figure as large as possible."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from roi_model.analysis.portfolio.problem import WHOLE, Candidate
from roi_model.engine.cash_flow import Array

TIGHT = 1e-10  # HiGHS's narrowest tolerance, on rows that are scaled to 1


@dataclass(frozen=True)
class Row:
    """A linear limit: Σ costs·coverage − Σ gains·effective coverage ≤ most.

    Attributes
    ----------
    costs, gains
        For each candidate at full coverage, shape (candidates,).
    most
        What it may come to at most.
    level
        For cuts: how often the level to be raised stands in it.
    """

    costs: Array
    gains: Array
    most: float
    level: float = 0.0


@dataclass(frozen=True)
class Figure:
    """What is made as large as possible: Σ gains·effective coverage − Σ costs·coverage, or the level of the cuts."""

    costs: Array
    gains: Array
    level: float = 0.0


@dataclass
class _Columns:
    """The variables of the programme, filled candidate by candidate."""

    candidate: list[int] = field(default_factory=list)
    coverage: list[float] = field(default_factory=list)
    effect: list[float] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)

    def add(self, candidate: int, bounds: tuple[float, float], piece: float | None = None) -> int:
        """Add a stretch of coverage with its share of the effect or, without one, a whole number; return its place."""
        self.candidate.append(candidate)
        self.coverage.append(0.0 if piece is None else 1.0)
        self.effect.append(piece or 0.0)
        self.least.append(bounds[0])
        self.most.append(bounds[1])
        self.whole.append(piece is None)
        return len(self.whole) - 1


class Programme:
    """The rules of coverage of some candidates, as a mixed-integer programme.

    For each candidate: a column for each stretch of coverage; with a minimum viable scale a yes or no z, so that
    least·z ≤ coverage ≤ most·z; with steps a whole number k, so that coverage = step·k; where reach diminishes, a yes
    or no for each further stretch, so that one is full before the next begins.

    Parameters
    ----------
    candidates
        What may be funded.
    """

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.candidates = tuple(candidates)
        self._columns = _Columns()
        self._rules: list[tuple[dict[int, float], float, float]] = []
        for number, candidate in enumerate(candidates):
            self._lay_out(number, candidate)
        self._level = self._columns.add(-1, (-np.inf, np.inf), 0.0)
        self._columns.coverage[self._level] = 0.0

    def solve(self, figure: Figure, rows: Sequence[Row]) -> Array | None:
        """Return the coverages that make a figure as large as possible, shape (candidates,), or None where none fits.

        Parameters
        ----------
        figure
            What is made as large as possible.
        rows
            The limits, and the cuts.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - slow to load

        columns, aim = self._columns, self._expressed(figure.costs, figure.gains)
        cuts = [self._expressed(row.costs, row.gains) for row in rows if row.level]
        scale = max(float(np.abs(line).max()) for line in (aim, *cuts)) or 1.0
        aim = aim / scale
        aim[self._level] = -figure.level
        matrix, low, high = self._limits(rows, scale)
        least, most, whole = np.array(columns.least), np.array(columns.most), np.array(columns.whole)
        if not cuts:
            least[self._level] = most[self._level] = 0.0
        limits = matrix, low, high
        # Most often the optimum without whole numbers is one with them.
        found = self._linear(aim, limits, (least, most))
        if found is None or not whole.any() or self._is_allowed(found):
            return None if found is None else self._coverage(found)
        within = [LinearConstraint(*limits)] if low.size else []
        bounds = Bounds(least, most)
        mixed = milp(aim, integrality=whole, bounds=bounds, constraints=within, options={"mip_rel_gap": 0})
        if mixed.x is None:
            return None
        # With whole numbers known, what is left is solved again to a narrower tolerance.
        known = np.round(mixed.x)
        found = self._linear(aim, limits, (np.where(whole, known, least), np.where(whole, known, most)))
        return None if found is None else self._coverage(found)

    def _linear(self, aim: Array, limits: tuple[Array, Array, Array], bounds: tuple[Array, Array]) -> Array | None:
        """Return the optimum where whole numbers need not be whole, to the narrowest tolerance."""
        from scipy.optimize import linprog  # noqa: PLC0415 - slow to load

        matrix, low, high = limits
        above, below = np.isfinite(high), np.isfinite(low)
        found = linprog(
            aim,
            A_ub=np.vstack([matrix[above], -matrix[below]]),
            b_ub=np.concatenate([high[above], -low[below]]),
            bounds=list(zip(*(end.tolist() for end in bounds), strict=True)),
            method="highs",
            options={"primal_feasibility_tolerance": TIGHT, "dual_feasibility_tolerance": TIGHT},
        )
        return None if found.x is None else np.asarray(found.x)

    def _is_allowed(self, solution: Array) -> bool:
        """Whether every coverage is one that its candidate may have, with its stretches in their order."""
        coverage = self._coverage(solution, tidied=False)
        effective = np.zeros(len(self.candidates))
        for number, share in enumerate(solution[: self._level]):
            effective[self._columns.candidate[number]] += share * self._columns.effect[number]
        return all(
            candidate.allows(float(share)) and abs(candidate.effective(float(share)) - effect) <= TIGHT
            for candidate, share, effect in zip(self.candidates, coverage, effective, strict=True)
        )

    def _coverage(self, solution: Array, *, tidied: bool = True) -> Array:
        columns = self._columns
        totals = np.zeros(len(self.candidates))
        for number, share in enumerate(solution[: self._level]):
            totals[columns.candidate[number]] += share * columns.coverage[number]
        if not tidied:
            return totals
        return np.array([_tidied(candidate, share) for candidate, share in zip(self.candidates, totals, strict=True)])

    def _lay_out(self, number: int, candidate: Candidate) -> None:
        columns, pieces = self._columns, candidate.pieces
        places = [columns.add(number, (0.0, width), effect) for width, effect in pieces]
        whole = dict.fromkeys(places, 1.0)
        for (width, _), (after, _), place in zip(pieces, pieces[1:], places, strict=False):
            begun = columns.add(number, (0.0, 1.0))
            self._rules.append(({place: 1.0, begun: -width}, 0.0, np.inf))
            self._rules.append(({place + 1: 1.0, begun: -after}, -np.inf, 0.0))
        if candidate.step is not None:
            first = math.ceil(candidate.floor / candidate.step - WHOLE) if candidate.floor else 0
            last = math.floor(candidate.most / candidate.step + WHOLE)
            steps = columns.add(number, (float(first if candidate.required else 0), float(last)))
            self._rules.append(({**whole, steps: -candidate.step}, 0.0, 0.0))
        if candidate.required:
            self._rules.append((whole, candidate.floor, np.inf))
        elif candidate.least:
            funded = columns.add(number, (0.0, 1.0))
            self._rules.append(({**whole, funded: -candidate.least}, 0.0, np.inf))
            self._rules.append(({**whole, funded: -candidate.most}, -np.inf, 0.0))

    def _expressed(self, costs: Array, gains: Array) -> Array:
        """Return Σ costs·coverage − Σ gains·effective coverage in the programme's columns."""
        columns = self._columns
        which = np.array(columns.candidate)
        costed = np.append(costs, 0.0)[which]
        gained = np.append(gains, 0.0)[which]
        return costed * np.array(columns.coverage) - gained * np.array(columns.effect)

    def _limits(self, rows: Sequence[Row], scale: float) -> tuple[Array, Array, Array]:
        """Return all rows with their bounds, each scaled so that its largest number is 1."""
        size = len(self._columns.whole)
        lines, low, high = [], [], []
        for weights, bottom, top in self._rules:
            line = np.zeros(size)
            for place, weight in weights.items():
                line[place] = weight
            lines.append(line)
            low.append(bottom)
            high.append(top)
        for row in rows:
            line = self._expressed(row.costs, row.gains)
            unit = scale if row.level else float(np.abs(line).max(initial=abs(row.most))) or 1.0
            line = line / unit
            line[self._level] = row.level
            lines.append(line)
            low.append(-np.inf)
            high.append(row.most / unit)
        return np.array(lines).reshape(len(lines), size), np.array(low), np.array(high)


def _tidied(candidate: Candidate, share: float) -> float:
    """Return a coverage without the solver's rounding: inside its bounds, on its step, or nothing."""
    if candidate.step is not None:
        share = candidate.step * round(share / candidate.step)
    if share <= WHOLE and not candidate.required:
        return 0.0
    return float(min(max(share, candidate.floor), candidate.most))
