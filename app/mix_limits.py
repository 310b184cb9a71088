"""The limits of the best mix, as a user picks them: budgets, what must be in, who must not lose."""

from __future__ import annotations

from typing import Any

import streamlit as st

from roi_model.analysis.pooling.pool import BUDGET_HOLDERS
from roi_model.analysis.portfolio.limits import EVERYTHING, Goal, Limits
from roi_model.analysis.request import Request
from roi_model.analysis.scenario import COVERAGE
from roi_model.app import engine, state
from roi_model.app.page_choices import MOST_MONEY, BestMix
from roi_model.engine.catalogue import load_intervention
from roi_model.engine.sector import Sector
from roi_model.outputs.terms import term

PAGE = "best_mix"
GOALS = {Goal.NET: "Net present value", Goal.QALYS: "Quality of life gained (QALYs)"}
STEP = 10_000.0  # £, of a budget that is typed
USUAL = 1_000_000.0  # £, where a plan costs nothing


def limits_form(request: Request, picked: BestMix) -> Limits:
    """Pick budgets and other limits."""
    names = [case.intervention.name for case in request.cases()]
    content: dict[str, Any] = {"budgets": {EVERYTHING: _budget(request, picked)}}
    left, right = st.columns(2)
    must = left.multiselect(
        "Must be in",
        names,
        format_func=title,
        help="At the share reached that your plan has.",
        **state.kept(PAGE, "must", "mix.must", [name for name in picked.must if name in names]),
    )
    never = right.multiselect(
        "Must not be in",
        names,
        format_func=title,
        help="Left out of the search.",
        **state.kept(PAGE, "never", "mix.never", [name for name in picked.never if name in names]),
    )
    most = left.slider(
        "Reach at most",
        0.01,
        1.0,
        step=0.01,
        format="percent",
        help="The largest share of those it is for that any programme may reach. The evidence is from fewer people.",
        **state.kept(PAGE, "most", "mix.most", picked.most),
    )
    goal = right.selectbox(
        "Make as large as possible",
        list(GOALS),
        format_func=lambda each: GOALS[each],
        help=f"{term('net present value')} {term('QALY')}",
        **state.kept(PAGE, "goal", "mix.goal", picked.goal),
    )
    content |= {"must": dict.fromkeys(must), "exclude": never, "most": _most(request, most, must), "maximise": goal}
    with st.expander("More limits: what each partner may spend, and who must not lose"):
        content["budgets"] |= _partner_budgets(picked)
        content["floors"] = _floors(picked)
    return Limits.read(content, "The limits")


def title(name: str) -> str:
    """Return the title of a programme."""
    return load_intervention(name).title


def _budget(request: Request, picked: BestMix) -> float:
    of_plan = min(round(engine.plan(request).cost.mean, -4) or USUAL, MOST_MONEY)
    return st.number_input(
        "Budget, £",
        min_value=0.0,
        max_value=MOST_MONEY,
        step=STEP,
        format="%.0f",
        help="What may be spent in all, in today's money, over the years counted. At first: what your plan costs.",
        **state.kept(PAGE, "budget", "mix.budget", of_plan if picked.budget is None else picked.budget),
    )


def _most(request: Request, most: float, must: list[str]) -> dict[str, float]:
    """Return the largest reach of each programme: that asked for, or what one that must be in has now."""
    reaches = {case.intervention.name: case.parameters[COVERAGE] for case in request.cases()}
    return {
        name: min(max(most, reach.value if name in must else 0.0), reach.allowed[1]) for name, reach in reaches.items()
    }


def _partner_budgets(picked: BestMix) -> dict[str, float]:
    columns = st.columns(3)
    typed = {
        sector.value: columns[number % 3].number_input(
            f"{sector.label} spends at most, £",
            min_value=0.0,
            max_value=MOST_MONEY,
            step=STEP,
            format="%.0f",
            placeholder="no limit",
            help="Over all years counted. Leave it empty for no limit of its own.",
            value=None,
            key=_shown_budget(sector, picked),
            on_change=_take_budget,
            args=(sector,),
        )
        for number, sector in enumerate(BUDGET_HOLDERS)
    }
    return {name: amount for name, amount in typed.items() if amount is not None}


def _shown_budget(sector: Sector, picked: BestMix) -> str:
    state.show(_budget_key(sector), picked.budgets.get(sector))
    return _budget_key(sector)


def _budget_key(sector: Sector) -> str:
    return f"mix.budget.{sector.value}"


def _take_budget(sector: Sector) -> None:
    kept = {other: amount for other, amount in state.current().page.best_mix.budgets.items() if other is not sector}
    typed = st.session_state[_budget_key(sector)]
    state.pick(PAGE, budgets=kept if typed is None else kept | {sector: typed})


def _floors(picked: BestMix) -> dict[str, float]:
    kept = st.multiselect(
        "Must not be out of pocket",
        [sector.value for sector in Sector],
        format_func=lambda name: Sector(name).label,
        help="Those who, on average, must gain at least what they pay.",
        **state.kept(PAGE, "floors", "mix.floors", [sector.value for sector in picked.floors]),
    )
    return dict.fromkeys(kept, 0.0)
