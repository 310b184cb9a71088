"""The whole answer to a request: every figure, and the lines behind them."""

from __future__ import annotations

from dataclasses import dataclass

from roi_model.analysis.comparison import Row, figures
from roi_model.analysis.measures import return_per_pound, view_of
from roi_model.analysis.request import Request
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.draws import Sampler
from roi_model.engine.evaluation import Results, evaluate
from roi_model.inputs.area import Area


@dataclass(frozen=True)
class Answer:
    """What a request gives.

    Attributes
    ----------
    request, analysis
        What was asked.
    rows
        Each intervention's figures at its time horizon, with the evidence preset's return beside them.
    results
        The lines behind each row, in the same order.
    """

    request: Request
    analysis: Analysis
    rows: tuple[Row, ...]
    results: tuple[Results, ...]

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases as chosen."""
        return tuple(results.case for results in self.results)

    @property
    def areas(self) -> tuple[Area, ...]:
        """The places, each once; several where they stand apart."""
        return tuple({case.area.name: case.area for case in self.cases}.values())

    @property
    def place(self) -> str:
        """The names of the places."""
        *first, last = (area.name for area in self.areas)
        return f"{', '.join(first)} and {last}" if first else last


def answer(request: Request, sampler: Sampler | None = None) -> Answer:
    """Evaluate a request, each intervention at the horizon asked for or at its published one.

    Parameters
    ----------
    request
        What is asked.
    sampler
        Where columns of draws are kept for other evaluations of the same design.

    Examples
    --------
    >>> found = answer(Request(interventions=("debt_advice",), draws=100))
    >>> [(row.figures.case.intervention.name, row.figures.horizon) for row in found.rows]
    [('debt_advice', 5)]
    """
    analysis = request.analysis()
    sampler = sampler or Sampler(analysis.design)
    rows, lines = [], []
    for chosen, evidence in request.pairs():
        years = request.horizons() or (chosen.description.published.horizon,)
        results = evaluate(chosen, analysis, years, sampler=sampler)
        beside = results if chosen == evidence else evaluate(evidence, analysis, years, sampler=sampler)
        rows.append(Row(figures(results, 0), return_per_pound(beside, view_of(beside), 0)))
        lines.append(results)
    return Answer(request, analysis, tuple(rows), tuple(lines))
