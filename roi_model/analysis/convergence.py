"""How many draws a simulation needs for its errors to be small."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from roi_model.engine.analysis import MAX_DRAWS, Analysis
from roi_model.engine.design import Method
from roi_model.inputs.refusal import InputError

Answer = TypeVar("Answer")
MARGIN = 1.05  # a little more than the pilot says, so that one more try is nearly always enough


def until_error(
    simulate: Callable[[Analysis], Answer], worst_error: Callable[[Answer], float], analysis: Analysis, target: float
) -> tuple[Answer, Analysis]:
    """Simulate with more and more draws until the largest Monte Carlo error is at most ``target``.

    Formula: errors fall with 1/√n, so n' = n·(error/target)². Draws that were made stay as they
    were: more draws only follow them.

    Parameters
    ----------
    simulate
        From an analysis to its results.
    worst_error
        The largest standard error among the results.
    analysis
        The rules; its draws are the first try.
    target
        The error wanted, in the unit of the results.

    Returns
    -------
    tuple
        The results, and the analysis that gave them.

    Raises
    ------
    InputError
        When the target is not above 0, the draws are not random, or more than the most allowed
        would be needed.
    """
    if not target > 0:
        raise InputError(f"until-error is {target:g}; it must be above 0.")
    if analysis.method is not Method.RANDOM:
        raise InputError(f"until-error adds random draws; it cannot be used with the method {analysis.method}.")
    while True:
        answer = simulate(analysis)
        error = worst_error(answer)
        if not error > target:
            return answer, analysis
        needed = math.ceil(analysis.draws * (error / target) ** 2 * MARGIN / 1000) * 1000
        if needed > MAX_DRAWS:
            raise InputError(
                f"An error of {target:g} needs about {needed:,} draws, and the most is {MAX_DRAWS:,}; "
                "allow a larger error."
            )
        analysis = replace(analysis, draws=needed)
