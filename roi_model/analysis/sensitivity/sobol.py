"""Sobol' indices: the share of a figure's variance that each parameter, and each pair, accounts for."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import numpy as np

from roi_model.analysis.sensitivity.indices import BLOCK, Advance, Index, Indices, UnitFigure
from roi_model.analysis.sensitivity.salib import RESAMPLES, indices, problem, quiet, salib_seed
from roi_model.engine.cash_flow import Array
from roi_model.inputs.refusal import InputError

MIN_POINTS, MAX_POINTS = 64, 16_384


def sobol_indices(
    figure: UnitFigure, points: int, seed: int, *, second_order: bool = False, advance: Advance | None = None
) -> Indices:
    """Estimate Sobol' indices on Saltelli's design of scrambled Sobol' points.

    Formula: S(i) = Var(E[Y|Xi]) ÷ Var(Y); T(i) = E[Var(Y|all but Xi)] ÷ Var(Y);
    S(ij) = Var(E[Y|Xi,Xj]) ÷ Var(Y) − S(i) − S(j). Limits: for a sum of functions of one parameter each,
    S = T and they add up to 1.

    Parameters
    ----------
    figure
        Of k independent parameters.
    points
        Base points n, a power of two; the figure is evaluated n·(k + 2) times, or n·(2k + 2).
    seed
        Of the scrambling and the bootstrap.
    second_order
        Whether each pair's index is wanted.
    advance
        Called after each block of evaluations; see `blocks`.

    Raises
    ------
    InputError
        When the points are no power of two between 64 and 16,384, or the figure does not vary or is not defined.

    Examples
    --------
    >>> figure = UnitFigure(("a", "b"), "The sum", lambda points: points[:, 0] + 3 * points[:, 1])
    >>> [round(index.estimate, 2) for index in sobol_indices(figure, 1024, 1).total]
    [0.1, 0.9]
    """
    check_points(points)
    if second_order and len(figure.names) < 2:
        raise InputError(f"Second-order indices need two uncertain parameters; here only {figure.names[0]} is one.")
    with quiet():
        from SALib.analyze import sobol as analysis  # noqa: PLC0415 - slow to load
        from SALib.sample import sobol as design  # noqa: PLC0415 - slow to load

        rows = design.sample(problem(figure.names), points, calc_second_order=second_order, seed=salib_seed(seed))
    values = _varying(figure.at(rows, advance), points, figure.title)
    with quiet():
        counted = {"calc_second_order": second_order, "num_resamples": RESAMPLES}
        found = analysis.analyze(problem(figure.names), values, **counted, seed=salib_seed(seed))
    first, total = indices(found["S1"], found["S1_conf"]), indices(found["ST"], found["ST_conf"])
    return Indices(figure.names, values.size, first, total, _pairs(figure.names, found) if second_order else ())


def _varying(values: Array, points: int, title: str) -> Array:
    """Return the figures, unless they vary nowhere among the base points: SALib would give shares of 0."""
    step = values.size // points
    if np.ptp(np.concatenate([values[::step], values[step - 1 :: step]])) == 0:
        raise InputError(f"{title} varies at too few of the {points:,} points to share it out; ask for more points.")
    return values


def _pairs(names: tuple[str, ...], found: Mapping[str, Array]) -> tuple[tuple[str, str, Index], ...]:
    return tuple(
        (names[i], names[j], Index(float(found["S2"][i, j]), float(found["S2_conf"][i, j])))
        for i, j in itertools.combinations(range(len(names)), 2)
    )


def check_points(points: int) -> None:
    """Refuse a number of base points that Sobol' points cannot balance, or that is too few or too many."""
    if not MIN_POINTS <= points <= MAX_POINTS or points & (points - 1):
        raise InputError(
            f"points is {points}; it must be a power of two between {MIN_POINTS} and {MAX_POINTS:,}, such as 1024."
        )


def blocks(parameters: int, points: int, *, second_order: bool = False) -> int:
    """Return in how many blocks the evaluations of `sobol_indices` are made.

    Examples
    --------
    >>> blocks(20, 1024, second_order=True)
    6
    """
    return -(-points * ((2 if second_order else 1) * parameters + 2) // BLOCK)
