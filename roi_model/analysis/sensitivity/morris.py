"""Morris screening: how far each parameter moves a figure, and whether evenly."""

from __future__ import annotations

import numpy as np

from roi_model.analysis.sensitivity.indices import Advance, Effect, Effects, UnitFigure
from roi_model.analysis.sensitivity.salib import RESAMPLES, problem, quiet, salib_seed
from roi_model.inputs.distribution import HIGH_PROBABILITY, LOW_PROBABILITY
from roi_model.inputs.refusal import InputError

MIN_TRAJECTORIES, MAX_TRAJECTORIES = 10, 10_000
LEVELS = 4  # of the grid, the usual number


def morris_effects(figure: UnitFigure, trajectories: int, seed: int, *, advance: Advance | None = None) -> Effects:
    """Screen the parameters by Morris's elementary effects, moving one at a time along random trajectories.

    Formula: effect = ± (f(x with parameter i moved) − f(x)) ÷ ⅔, the step being two thirds of the way from
    probability 0.025 to 0.975 on a grid of four levels.
    Limits: for a figure that is linear in the probabilities, sigma is 0.

    Parameters
    ----------
    figure
        Of k independent parameters.
    trajectories
        How many; the figure is evaluated k + 1 times on each.
    seed
        Of the trajectories and the bootstrap.
    advance
        Called after each block of evaluations.

    Raises
    ------
    InputError
        When the trajectories are not between 10 and 10,000, or the figure does not vary or is not defined everywhere.

    Examples
    --------
    >>> figure = UnitFigure(("a", "b"), "The sum", lambda points: points[:, 0] + 3 * points[:, 1])
    >>> [round(effect.mu_star, 6) for effect in morris_effects(figure, 10, 1).effects]
    [0.95, 2.85]
    """
    check_trajectories(trajectories)
    # At the ends of the cube a quantile may be infinite; the grid keeps to the parameters' own intervals.
    asked = problem(figure.names, LOW_PROBABILITY, HIGH_PROBABILITY)
    with quiet():
        from SALib.analyze import morris as analysis  # noqa: PLC0415 - slow to load
        from SALib.sample import morris as design  # noqa: PLC0415 - slow to load

        rows = design.sample(asked, trajectories, num_levels=LEVELS, seed=salib_seed(seed))
    values = figure.at(rows, advance)
    with quiet():
        found = analysis.analyze(asked, rows, values, num_resamples=RESAMPLES, num_levels=LEVELS, seed=salib_seed(seed))
    columns = (np.asarray(found[name], dtype=float) for name in ("mu", "mu_star", "mu_star_conf", "sigma"))
    return Effects(figure.names, values.size, tuple(Effect(*map(float, row)) for row in zip(*columns, strict=True)))


def check_trajectories(trajectories: int) -> None:
    """Refuse too few or too many trajectories."""
    if not MIN_TRAJECTORIES <= trajectories <= MAX_TRAJECTORIES:
        raise InputError(
            f"trajectories is {trajectories}; it must be between {MIN_TRAJECTORIES} and {MAX_TRAJECTORIES:,}."
        )
