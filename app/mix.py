"""The best mix within limits: the search with its progress, what a session keeps of it, and its words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from roi_model.analysis.portfolio.best_set import Portfolio, SoFar, portfolio
from roi_model.analysis.portfolio.conflict import Conflict
from roi_model.analysis.portfolio.frontier import Point
from roi_model.analysis.portfolio.limits import Goal, Limits
from roi_model.analysis.request import Request
from roi_model.analysis.scenario import COVERAGE
from roi_model.analysis.watching import Watch
from roi_model.app import engine, state
from roi_model.app.mix_limits import title
from roi_model.app.progress import carried_out
from roi_model.inputs.parameter_set import EVIDENCE
from roi_model.outputs import portfolio_sentences as said
from roi_model.outputs.words import percent, pounds, whole_coverage

STOPPED = "It was stopped. What was found by then is below, and your choices are as they were."
KEPT, MOST_KEPT = "_mixes", 5
POINTS = 12  # budgets of the frontier; one more is the budget asked for
LEFT = "_mix_left"  # the question whose search was stopped, and what was known by then


@dataclass(frozen=True)
class Best:
    """The best mix of one question, as words and tables.

    Attributes
    ----------
    sentences
        The answer, for a board; where limits clash, which and what they would have to be.
    table
        Each programme in the best set, now and in a cautious one; None where limits clash.
    frontier
        Budget and net present value, as the chart takes them; None where there is none.
    shares
        Title of a programme to how often it is in the best set.
    mix
        Name of a programme to the share it reaches in the best set; those not funded left out.
    """

    sentences: tuple[str, ...]
    table: pd.DataFrame | None = None
    frontier: pd.DataFrame | None = None
    shares: Mapping[str, float] | None = None
    mix: Mapping[str, float] | None = None


def known(request: Request, limits: Limits) -> Best | None:
    """Return what this session has found for a question, or None."""
    kept: dict[str, Best] = st.session_state.get(KEPT, {})
    return kept.get(_key(request, limits))


def so_far(request: Request, limits: Limits) -> Best | None:
    """Return what was known of a question when its search was stopped, or None."""
    key, reports = st.session_state.get(LEFT, ("", []))
    return _so_far_in_words(reports[-1], limits) if reports and key == _key(request, limits) else None


def find(request: Request, limits: Limits) -> Best:
    """Find the best mix, with a progress bar, and keep what was found for this session, or what is known by then."""
    analysis, horizon, sampler = request.analysis(), engine.plan_horizon(request), engine.sampler_of(request)
    chosen, beside = zip(*request.pairs(), strict=True)
    problem = limits.problem(chosen, analysis, horizon)
    evidence = limits.problem(beside, analysis, horizon) if request.preset != EVIDENCE else None
    reports: list[SoFar] = []

    def work(watch: Watch) -> Portfolio | Conflict:
        return portfolio(problem, evidence=evidence, points=POINTS, sampler=sampler, watch=watch, report=reports.append)

    key = _key(request, limits)
    st.session_state[LEFT] = key, reports  # if somebody stops it, the page's run ends here, and this is what is left
    found = carried_out(work)
    del st.session_state[LEFT]
    result = (
        Best(tuple(said.conflict_sentences(found, problem)))
        if isinstance(found, Conflict)
        else _in_words(found, limits)
    )
    kept: dict[str, Best] = st.session_state.get(KEPT, {})
    latest = [(one, value) for one, value in kept.items() if one != key][1 - MOST_KEPT :]
    st.session_state[KEPT] = {**dict(latest), key: result}
    return result


def take(mix: Mapping[str, float]) -> None:
    """Let the plan be this mix; what was set for the programmes that are left out is put aside."""
    state.take_programmes(tuple(mix))
    chosen = {f"{name}.{COVERAGE}": share for name, share in mix.items()}
    kept = {name: value for name, value in state.current().request.changes.items() if name not in chosen}
    state.change(changes={**kept, **chosen})
    state.notify("The best mix is now your plan, on every page.")


def _key(request: Request, limits: Limits) -> str:
    return json.dumps([request.as_dict(), limits.as_dict()], sort_keys=True)


def _in_words(found: Portfolio, limits: Limits) -> Best:
    answers = [
        said.best_sentence(found),
        said.inclusion_sentence(found),
        *(said.price_sentence(price, found.problem) for price in found.prices[:1]),
        said.cautious_sentence(found),
        said.gap_sentence(found),
        said.evidence_sentence(found),
    ]
    names = [candidate.case.intervention.name for candidate in found.problem.candidates]
    shares = [float(share) for share in found.best.coverage]
    return Best(
        sentences=tuple(text for text in answers if text),
        table=_table(found, shares),
        frontier=_frontier(found.frontier) if limits.maximise is Goal.NET else None,
        shares={title(name): chance.probability for name, chance in zip(names, found.inclusion.funded, strict=True)},
        mix={name: share for name, share in zip(names, shares, strict=True) if share > 0},
    )


def _so_far_in_words(then: SoFar, limits: Limits) -> Best:
    """Return what is known of an answer: the best choice for the budget asked for or, before it, the last one tried."""
    opening = (
        f"The search was stopped after {len(then.frontier)} of {then.budgets} budgets, so this is only part of the "
        "answer. Start it again for all of it."
    )
    total = then.problem.total_budget
    found = [(point.budget, point.mix) for point in then.frontier if point.mix is not None]
    asked = [one for one in found if total is not None and one[0] == total.amount]
    sentences = [
        f"For {pounds(budget)} the best set found is {said.choice_in_words(then.problem, best.coverage) or 'nothing'}. "
        f"On average it brings {said.amount(then.problem.aim, best.aim)}."
        for budget, best in asked or found[-1:]
    ]
    if then.outlook is not None:
        ends = [said.amount(then.problem.aim, end) for end in (then.outlook.low, then.outlook.high)]
        sentences.append(f"95% interval: {' to '.join(ends)}. A cautious mix was not looked for yet.")
    frontier = _frontier(then.frontier) if limits.maximise is Goal.NET else None
    return Best((opening, *sentences), frontier=frontier)


def _table(found: Portfolio, shares: list[float]) -> pd.DataFrame:
    costs = {}
    if found.figures is not None:
        costs = {one.figures.case.intervention.name: one.figures for one in found.figures.members}
    safe = None if found.cautious is None else [float(share) for share in found.cautious.coverage]
    records = []
    for number, candidate in enumerate(found.problem.candidates):
        case = candidate.case
        figures = costs.get(case.intervention.name)
        records.append(
            {
                "Programme": case.intervention.title,
                "Best mix reaches": whole_coverage(shares[number]),
                "Cost": pounds(figures.cost.mean) if figures else "–",
                "Net present value": pounds(figures.net_present_value.mean) if figures else "–",
                "In the best set": percent(found.inclusion.funded[number].probability),
                "Cautious mix reaches": "–" if safe is None else whole_coverage(safe[number]),
                "Your plan reaches": whole_coverage(case.parameters[COVERAGE].value),
            }
        )
    return pd.DataFrame(records)


def _frontier(tried: Sequence[Point]) -> pd.DataFrame | None:
    points = [(point.budget, point.mix.aim) for point in tried if point.mix is not None]
    return pd.DataFrame(points, columns=["budget", "net"]) if points else None
