"""Choices made up for tests, with the figures of every draw given."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from builders import case_of, certain, uncertain

from roi_model.analysis.decision import Decision, OptionSums, SimulatedDecision, unknowns_of
from roi_model.engine.analysis import Analysis
from roi_model.engine.cash_flow import Outcomes
from roi_model.engine.draws import Draws
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline

NAMES = ("debt_advice", "loneliness", "collaborative_care")


def no_model(p: Draws, t: Timeline) -> Outcomes:
    """Never called: the figures are given."""
    raise AssertionError((p, t))


def choice_of(
    benefits: Sequence[Sequence[float]],
    costs: Sequence[Sequence[float]],
    qalys: Sequence[Sequence[float]] | None = None,
    analysis: Analysis | None = None,
    budget: float | None = 1_000_000.0,
) -> SimulatedDecision:
    """A choice whose options have these figures, an option a row and a draw a column; each with a cost of its own."""
    names = NAMES[: len(benefits)]
    cases = tuple(
        case_of(
            no_model,
            [certain("coverage", 0.1), uncertain("advice_cost", 80, 120, stream=f"{name}.advice_cost")],
            {Sector.NHS: 1},
            name,
        )
        for name in names
    )
    health = qalys or [[0.0] * len(benefits[0]) for _ in names]
    figures = zip(benefits, costs, health, strict=True)
    options = [OptionSums(np.array(c), np.array(c), np.array(b), np.array(q)) for b, c, q in figures]
    decision = Decision(cases, analysis or Analysis(), 5, budget=budget)
    draws = len(benefits[0])
    columns = tuple({"advice_cost": np.linspace(80, 120, draws).reshape(-1, 1)} for _ in names)
    return SimulatedDecision(decision, unknowns_of(cases), columns, tuple(options))
