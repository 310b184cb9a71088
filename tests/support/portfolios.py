"""Portfolio problems made up for tests, with the figures of every draw given.

Two programmes, in £ at full coverage: A costs 100,000 and brings 300,000; B costs 100,000 and brings 150,000.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from builders import case_of, certain
from choices import NAMES, no_model

from roi_model.analysis.measures import View
from roi_model.analysis.portfolio.problem import Budget, Candidate, Floor, Problem
from roi_model.analysis.portfolio.values import Values, Worth
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.engine.sector import Sector

GAINS, COSTS = (300_000.0, 150_000.0), (100_000.0, 100_000.0)
ALONE = View((Sector.NHS,))  # whose net a floor is about, in these examples


def made_up_case(number: int) -> Case:
    """A case that is never run: the figures are given."""
    return case_of(no_model, [certain("coverage", 0.1, minimum=0, maximum=1)], {Sector.NHS: 1}, NAMES[number])


def candidates(*rules: dict[str, Any]) -> tuple[Candidate, ...]:
    """As many candidates as there are sets of rules."""
    return tuple(Candidate(made_up_case(number), **{"most": 1.0, **rule}) for number, rule in enumerate(rules))


def values_with(
    chosen: Sequence[Candidate],
    budgets: Sequence[float],
    gains: Any = GAINS,
    costs: Any = COSTS,
    floor: tuple[float, Any, Any] | None = None,
) -> Values:
    """Values of candidates; gains and costs of one draw, or of several as rows.

    Each budget counts all costs; a floor is an amount, and the gains and costs it is about.
    """
    gained, paid = np.atleast_2d(np.array(gains, float)), np.atleast_2d(np.array(costs, float))
    paid = np.broadcast_to(paid, gained.shape)
    worths = [Worth(gained, paid)]
    if floor is not None:
        about = (np.broadcast_to(np.atleast_2d(np.array(part, float)), gained.shape) for part in floor[1:])
        worths.append(Worth(*about))
    problem = Problem(
        tuple(chosen),
        Analysis(price_year="2015", draws=max(gained.shape[0], 2)),
        1,
        budgets=tuple(Budget(amount) for amount in budgets),
        floors=() if floor is None else (Floor(floor[0], ALONE),),
    )
    return Values(problem, tuple(worths), (paid,) * len(budgets), paid, ((),) * len(chosen), ())


def net_of(values: Values, coverage: Array) -> float:
    """The mean of the aim at these coverages."""
    return float(values.figures(coverage)[0].mean())
