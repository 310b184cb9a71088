"""The best mix within limits: what a user picks, the search with its progress, and what a session keeps of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from roi_model.analysis.pooling.pool import BUDGET_HOLDERS
from roi_model.analysis.portfolio.best_set import Portfolio, portfolio
from roi_model.analysis.portfolio.conflict import Conflict
from roi_model.analysis.portfolio.limits import Goal, Limits
from roi_model.analysis.request import Request
from roi_model.analysis.scenario import COVERAGE
from roi_model.app import engine, state
from roi_model.app.progress import watch
from roi_model.engine.catalogue import load_intervention
from roi_model.engine.sector import SECTOR_NAMES, Sector
from roi_model.inputs.parameter_set import EVIDENCE
from roi_model.outputs import portfolio_sentences as said
from roi_model.outputs.terms import term
from roi_model.outputs.words import coverage, percent, pounds

KEPT, MOST_KEPT = "_mixes", 5
POINTS = 12  # budgets of the frontier; one more is the budget asked for
EVERYTHING = "all"
GOALS = {Goal.NET: "Net present value", Goal.QALYS: "Quality of life gained (QALYs)"}
STEP = 10_000.0  # £, of a budget that is typed
MOST_MONEY = 1e12  # £; more is a slip of the keyboard


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


def limits_form(request: Request) -> Limits:
    """Pick budgets and other limits."""
    names = [case.intervention.name for case in request.cases()]
    content: dict[str, Any] = {"budgets": {EVERYTHING: _budget(request)}}
    left, right = st.columns(2)
    must = left.multiselect(
        "Must be in", names, key="mix.must", format_func=_title, help="At the share reached that your plan has."
    )
    never = right.multiselect(
        "Must not be in", names, key="mix.never", format_func=_title, help="Left out of the search."
    )
    most = left.slider(
        "Reach at most",
        0.01,
        1.0,
        value=0.5,
        step=0.01,
        format="percent",
        key="mix.most",
        help="The largest share of those it is for that any programme may reach. The evidence is from fewer people.",
    )
    goal = right.selectbox(
        "Make as large as possible",
        list(GOALS),
        key="mix.goal",
        format_func=lambda each: GOALS[each],
        help=f"{term('net present value')} {term('QALY')}",
    )
    content |= {"must": dict.fromkeys(must), "exclude": never, "most": _most(request, most, must), "maximise": goal}
    with st.expander("More limits: what each partner may spend, and who must not lose"):
        content["budgets"] |= _partner_budgets()
        content["floors"] = _floors()
    return Limits.read(content, "The limits")


def _budget(request: Request) -> float:
    return st.number_input(
        "Budget, £",
        min_value=0.0,
        max_value=MOST_MONEY,
        value=min(round(engine.plan(request).cost.mean, -4) or 1_000_000.0, MOST_MONEY),
        step=STEP,
        format="%.0f",
        key="mix.budget",
        help="What may be spent in all, in today's money, over the years counted. At first: what your plan costs.",
    )


def _most(request: Request, most: float, must: list[str]) -> dict[str, float]:
    """Return the largest reach of each programme: that asked for, or what one that must be in has now."""
    reaches = {case.intervention.name: case.parameters[COVERAGE] for case in request.cases()}
    return {
        name: min(max(most, reach.value if name in must else 0.0), reach.allowed[1]) for name, reach in reaches.items()
    }


def _partner_budgets() -> dict[str, float]:
    columns = st.columns(3)
    typed = {
        sector.value: columns[number % 3].number_input(
            f"{sector.label} spends at most, £",
            min_value=0.0,
            max_value=MOST_MONEY,
            value=None,
            step=STEP,
            format="%.0f",
            key=f"mix.budget.{sector.value}",
            placeholder="no limit",
            help="Over all years counted. Leave it empty for no limit of its own.",
        )
        for number, sector in enumerate(BUDGET_HOLDERS)
    }
    return {name: amount for name, amount in typed.items() if amount is not None}


def _floors() -> dict[str, float]:
    kept = st.multiselect(
        "Must not be out of pocket",
        list(SECTOR_NAMES),
        key="mix.floors",
        format_func=lambda name: Sector(name).label,
        help="Those who, on average, must gain at least what they pay.",
    )
    return dict.fromkeys(kept, 0.0)


def _title(name: str) -> str:
    return load_intervention(name).title


def known(request: Request, limits: Limits) -> Best | None:
    """Return what this session has found for a question, or None."""
    kept: dict[str, Best] = st.session_state.get(KEPT, {})
    return kept.get(_key(request, limits))


def find(request: Request, limits: Limits) -> Best:
    """Find the best mix, with a progress bar, and keep what was found for this session."""
    analysis, horizon = request.analysis(), engine.plan_horizon(request)
    chosen, beside = zip(*request.pairs(), strict=True)
    problem = limits.problem(chosen, analysis, horizon)
    evidence = limits.problem(beside, analysis, horizon) if request.preset != EVIDENCE else None
    with watch("Looking for the best mix", POINTS + 2) as advance:
        found = portfolio(
            problem, evidence=evidence, points=POINTS, sampler=engine.sampler_of(request), advance=advance
        )
    result = (
        Best(tuple(said.conflict_sentences(found, problem)))
        if isinstance(found, Conflict)
        else _in_words(found, limits)
    )
    kept: dict[str, Best] = st.session_state.get(KEPT, {})
    key = _key(request, limits)
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
        frontier=_frontier(found) if limits.maximise is Goal.NET else None,
        shares={_title(name): chance.probability for name, chance in zip(names, found.inclusion.funded, strict=True)},
        mix={name: share for name, share in zip(names, shares, strict=True) if share > 0},
    )


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
                "Best mix reaches": coverage(shares[number]),
                "Cost": pounds(figures.cost.mean) if figures else "–",
                "Net present value": pounds(figures.net_present_value.mean) if figures else "–",
                "In the best set": percent(found.inclusion.funded[number].probability),
                "Cautious mix reaches": "–" if safe is None else coverage(safe[number]),
                "Your plan reaches": coverage(case.parameters[COVERAGE].value),
            }
        )
    return pd.DataFrame(records)


def _frontier(found: Portfolio) -> pd.DataFrame | None:
    points = [(point.budget, point.mix.aim) for point in found.frontier if point.mix is not None]
    return pd.DataFrame(points, columns=["budget", "net"]) if points else None
