"""Evaluating every candidate of a portfolio once, at full coverage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from roi_model.analysis.measures import GAINS, View
from roi_model.analysis.portfolio.problem import Aim, Budget, Problem
from roi_model.analysis.portfolio.values import Stake, Values, Worth
from roi_model.analysis.scenario import COVERAGE
from roi_model.analysis.watching import Advance, unseen
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array, Claim
from roi_model.engine.draws import Sampler
from roi_model.engine.evaluation import evaluate_at, line_factors
from roi_model.engine.items import case_items
from roi_model.engine.line import Flow, Item, Line
from roi_model.engine.overlap import claims_of, contested
from roi_model.inputs.refusal import InputError

# Draws times candidates that are held in memory, several arrays of each.
MOST_HELD = 2_000_000
Part = TypeVar("Part")


def values_of(problem: Problem, sampler: Sampler | None = None, advance: Advance = unseen) -> Values:
    """Evaluate every candidate at full coverage, once.

    Parameters
    ----------
    problem
        The question.
    sampler
        Where sampled columns are kept for other evaluations.
    advance
        Called after each candidate, and within the sums that follow.

    Raises
    ------
    InputError
        When there are more draws than can be held.
    """
    draws = problem.analysis.draws
    if draws * len(problem.candidates) > MOST_HELD:
        most = MOST_HELD // len(problem.candidates)
        raise InputError(
            f"A portfolio holds every draw of its {len(problem.candidates)} candidates; ask for at most {most:,} draws."
        )
    sampler = sampler or Sampler(problem.analysis.design)
    aims = (problem.aim, *(Aim(floor.view) for floor in problem.floors))
    items = []
    for candidate in problem.candidates:
        items.append(_items(candidate.case, problem, sampler))
        advance()
    claims = tuple(tuple(claims_of(own)) for own in items)
    return Values(
        problem=problem,
        worths=tuple(_worth(aim, items, problem) for aim in _each(aims, advance)),
        spending=tuple(_spent(budget, items, problem) for budget in _each(problem.budgets, advance)),
        cost=_spent(Budget(0.0), items, problem),
        claims=claims,
        stakes=tuple(_each(_stakes(aims, items, claims, problem), advance)),
    )


def _each(parts: Iterable[Part], advance: Advance) -> Iterator[Part]:
    """Yield parts, and tell before each that work goes on."""
    for part in parts:
        advance(0)
        yield part


def knows_qalys(case: Case, analysis: Analysis) -> bool:
    """Whether the evidence of an intervention gives QALYs."""
    return any(line.flow is Flow.QALY for line in evaluate_at(case, analysis, (1,), {}, 1).lines)


def _items(case: Case, problem: Problem, sampler: Sampler) -> list[Item]:
    """Return one candidate's lines at full coverage, in £ and units for a coverage of 1."""
    coverage = case.parameters[COVERAGE]
    top = coverage.allowed[1]
    everyone = case.with_parameters(case.parameters.replacing(coverage.fixed(top, "")))
    columns = sampler.columns(everyone.parameters, 0, problem.analysis.draws)
    name, place = case.intervention.name, case.area.name
    found = case_items(everyone, problem.analysis, columns, problem.horizon)
    return [
        Item(
            replace(item.line, intervention=name, place=place),
            item.amount / top,
            item.claim and item.claim.weakened(1 / top),
        )
        for item in found
    ]


def _worth(aim: Aim, items: Sequence[Sequence[Item]], problem: Problem) -> Worth:
    def column(own: Sequence[Item], *, paid: bool) -> Array:
        lines = [item for item in own if (item.line.flow is Flow.COST) is paid and _counts(aim, item.line)]
        return _summed(lines, aim.view.discounted, problem)

    return Worth(
        np.column_stack([column(own, paid=False) for own in items]),
        np.column_stack([column(own, paid=True) for own in items]),
    )


def _counts(aim: Aim, line: Line) -> bool:
    """Whether a line is part of what is aimed at."""
    if aim.qalys:
        return line.flow is Flow.QALY
    return line.flow in {Flow.COST, *GAINS} and aim.view.counts(line)


def _spent(budget: Budget, items: Sequence[Sequence[Item]], problem: Problem) -> Array:
    sectors = View().sectors if budget.sector is None else (budget.sector,)
    view = View(sectors, places=(budget.place,) if budget.place else ())
    return np.column_stack(
        [
            _summed(
                [item for item in own if item.line.flow is Flow.COST and view.counts(item.line)],
                budget.year is None,
                problem,
                budget.year,
            )
            for own in items
        ]
    )


def _summed(items: Sequence[Item], discounted: bool, problem: Problem, year: int | None = None) -> Array:  # noqa: FBT001
    """Return the sum of lines over the years, or in one of them, shape (draws,)."""
    total = np.zeros((problem.analysis.draws, problem.horizon))
    for item in items:
        total += _present(item, problem.analysis, problem.horizon) if discounted else item.amount
    return np.asarray(total.sum(axis=1) if year is None else total[:, year - 1])


def _present(item: Item, analysis: Analysis, years: int) -> Array:
    return item.amount * line_factors(item.line, analysis, years)


def _stakes(
    aims: Sequence[Aim], items: Sequence[Sequence[Item]], claims: Sequence[Sequence[Claim]], problem: Problem
) -> Iterator[Stake]:
    """Yield what is at stake in every claim that another candidate of the place may make too."""
    for name in problem.places:
        here = [n for n, candidate in enumerate(problem.candidates) if candidate.case.area.name == name]
        wanted = contested([claims[number] for number in here])
        for number in here:
            for claim in claims[number]:
                chain = [claim]
                while chain[-1].through is not None:
                    chain.append(chain[-1].through)
                if any((one.outcome, one.people) in wanted for one in chain):
                    yield Stake(number, claim, _at_stake(aims, items[number], claim, problem))


def _at_stake(aims: Sequence[Aim], items: Sequence[Item], claim: Claim, problem: Problem) -> Array:
    amounts = np.zeros((len(aims), problem.analysis.draws, problem.horizon))
    for item in items:
        if item.claim is None or (item.claim.outcome, item.claim.people) != (claim.outcome, claim.people):
            continue
        for number, aim in enumerate(aims):
            if _counts(aim, item.line):
                discounted = aim.view.discounted
                amounts[number] += _present(item, problem.analysis, problem.horizon) if discounted else item.amount
    return amounts
