"""First-order indices from draws that were made for something else."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from roi_model.analysis.sensitivity.indices import Advance, Index, Indices, checked
from roi_model.analysis.sensitivity.salib import RESAMPLES, problem, quiet, salib_seed
from roi_model.engine.cash_flow import Array
from roi_model.inputs.refusal import InputError

MIN_DRAWS = 1_000  # the correction for chance is 2·HARMONICS ÷ draws of what is left: here 4 points
HARMONICS = 20  # the usual 10 miss nearly 3% of the variance of a lognormal parameter, 20 about 1%


def indices_from_draws(
    drawn: Iterable[tuple[str, Array]], figures: Array, seed: int, title: str, *, advance: Advance | None = None
) -> Indices:
    """Estimate first-order indices from random draws, by RBD-FAST with given data (EASI).

    Formula: sort the figures by one parameter, going up through every second draw and down through the
    rest; S(i) is the share of their variance at the first 20 frequencies, less what chance alone puts there.
    Limits: 1 where the figure follows from that parameter alone. For correlated parameters a share includes
    what is owed to others it moves with. Sobol' draws leave less to chance than is taken off: shares of next to
    nothing come out up to 40/draws too small.

    Parameters
    ----------
    drawn
        Each parameter's name and draws, shape (draws,), one after the other.
    figures
        The figure in each draw, shape (draws,).
    seed
        Of the bootstrap.
    title
        The figure in words, for a refusal.
    advance
        Called after each parameter.

    Raises
    ------
    InputError
        When there are fewer than 1,000 draws, or the figure does not vary or is not defined in every draw.

    Examples
    --------
    >>> draws = np.random.default_rng(1).random((2, 10_000))
    >>> columns = zip(("a", "b"), draws, strict=True)
    >>> [round(index.estimate, 1) for index in indices_from_draws(columns, draws[0] + 3 * draws[1], 1, "The sum").first]
    [0.1, 0.9]
    """
    check_draws(figures.size)
    checked(figures, title)
    found = {}
    for name, column in drawn:
        found[name] = _first_order(column, figures, seed)
        if advance is not None:
            advance()
    return Indices(tuple(found), figures.size, tuple(found.values()))


def check_draws(draws: int) -> None:
    """Refuse fewer draws than the method needs."""
    if draws < MIN_DRAWS:
        raise InputError(
            f"draws is {draws}; shares of uncertainty from the draws of the simulation need at least {MIN_DRAWS:,}."
        )


def _first_order(column: Array, figures: Array, seed: int) -> Index:
    # In one fixed order, so that the draws' own order, which the bootstrap would see, does not matter.
    order = np.lexsort((column, figures))
    with quiet():
        from SALib.analyze import rbd_fast  # noqa: PLC0415 - slow to load

        found = rbd_fast.analyze(
            problem(("parameter",)),
            column[order].reshape(-1, 1),
            figures[order],
            M=HARMONICS,
            num_resamples=RESAMPLES,
            seed=salib_seed(seed),
        )
    return Index(float(found["S1"][0]), float(found["S1_conf"][0]))
