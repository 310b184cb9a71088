"""Questions about how sure one figure is, asked of the engine for the page that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from roi_model.analysis.decision import Decision
from roi_model.analysis.estimate import Estimate, estimate
from roi_model.analysis.measures import View, return_per_pound
from roi_model.analysis.output import Measure, Output
from roi_model.analysis.request import Request
from roi_model.analysis.switching import all_switching_values, default_subjects
from roi_model.analysis.tornado import Tornado, tornado
from roi_model.app import state
from roi_model.app.engine import KEYS, package_of, results_of
from roi_model.app.page_choices import MOST_MONEY, HowSure
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.engine.evaluation import Totals
from roi_model.inputs.refusal import InputError
from roi_model.outputs.switching_sentences import headline_sentence, short_sentence
from roi_model.outputs.terms import term
from roi_model.outputs.words import pounds, ratio_error

MEASURES = {Measure.RETURN: "Return per £1", Measure.NET: "Net present value"}
NEAREST = 5  # switching values that are shown at once
ANSWERS_KEPT, PLANS_KEPT = 500, 100
ONE = "one"
CHOICES = {ONE: "This programme, or nothing", "any": "One programme of my plan, for the same money, or nothing"}
OTHER_DRAWS = "With other random numbers, the mean would typically move by"


def figure_picker(picked: HowSure, horizon: int, analysis: Analysis) -> Output:
    """Pick the figure that is asked about."""
    row = st.container(horizontal=True, vertical_alignment="bottom")
    with row:
        measure = st.segmented_control(
            "Which figure",
            list(MEASURES),
            required=True,
            format_func=lambda each: MEASURES[each],
            help=f"{term('return per £1')} {term('net present value')}",
            **state.kept("how_sure", "measure", "measure", picked.measure),
        )
        cash = st.toggle(
            "Cash only", help=term("cash only"), **state.kept("how_sure", "cash_only", "cash_only", picked.cash_only)
        )
    return Output(measure or Measure.RETURN, horizon, View(analysis.sectors, cash_only=cash))


@dataclass(frozen=True)
class Spread:
    """A figure with its draws, and how far another run might move it."""

    figure: Estimate
    draws: Array
    error_note: str


def spread(case: Case, analysis: Analysis, output: Output) -> Spread:
    """Return how a figure spreads over the draws.

    Raises
    ------
    InputError
        When the figure is not defined, because those counted pay nothing.
    """
    return _spread(results_of(case, analysis, (output.horizon,)), output)


@st.cache_data(max_entries=PLANS_KEPT, show_spinner=False, hash_funcs={**KEYS, Output: repr})
def plan_spread(cases: tuple[Case, ...], analysis: Analysis, output: Output) -> Spread:
    """Return how a figure of a whole plan spreads over the draws, what is claimed twice counted once.

    Raises
    ------
    InputError
        When the figure is not defined, because those counted pay nothing.
    """
    return _spread(package_of(cases, analysis, (output.horizon,)), output)


def _spread(results: Totals, output: Output) -> Spread:
    base, draws = output.of(results)
    if output.is_ratio:
        figure = return_per_pound(results, output.view, 0)
        if figure is None:
            raise InputError("There is no return per £1, because those counted pay nothing. Choose net present value.")
        return Spread(figure, draws, f"{OTHER_DRAWS} {ratio_error(figure)}.")
    figure = estimate(base, draws)
    return Spread(figure, draws, f"{OTHER_DRAWS} {pounds(figure.error)}.")


@st.cache_data(max_entries=ANSWERS_KEPT, show_spinner=False, hash_funcs={**KEYS, Output: repr})
def tornado_of(case: Case, analysis: Analysis, output: Output) -> Tornado:
    """Return what each uncertain number does to a figure, moved alone."""
    return tornado(case, analysis, output)


@dataclass(frozen=True)
class SwitchingWords:
    """Switching values in sentences: the headline, those nearest to today's value, and the others."""

    headline: str
    nearest: Sequence[str]
    others: Sequence[str]


@st.cache_data(max_entries=ANSWERS_KEPT, show_spinner=False, hash_funcs={**KEYS, Output: repr})
def switching_of(case: Case, analysis: Analysis, output: Output) -> SwitchingWords:
    """Return how far each number may move before the programme only breaks even, for the view of a figure."""
    net = Output(Measure.NET, output.horizon, output.view)
    found, _ = all_switching_values(case, analysis, net, default_subjects(case))
    said = [short_sentence(each) for each in found]
    return SwitchingWords(headline_sentence(found), said[:NEAREST], said[NEAREST:])


def choice_picker(picked: HowSure, request: Request, case: Case, output: Output) -> Decision:
    """Pick the choice that knowing more could change."""
    between = st.radio(
        "The choice is between",
        list(CHOICES),
        format_func=lambda each: CHOICES[each],
        help="Knowing more is worth something only where it could change what you choose.",
        **state.kept("how_sure", "choice", "choice", picked.choice),
    )
    if between == ONE:
        return Decision((case,), request.analysis(), output.horizon, output.view)
    budget = st.number_input(
        "Money that each would have (£)",
        min_value=1_000,
        max_value=int(MOST_MONEY),
        step=50_000,
        help="The same amount for each programme, so that they can be compared.",
        **state.kept("how_sure", "budget", "budget", picked.budget),
    )
    return Decision(request.cases(), request.analysis(), output.horizon, output.view, float(budget))
