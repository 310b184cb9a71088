"""The cached calls of the engine: what was asked once is not computed again, and no session sees another's.

Draws are kept for everybody, for they are the same for everybody and cannot be written to. Figures are kept by
what they depend on: the case, the rules and the time horizon. So a slider computes its own intervention anew, and
what it and others would claim twice; everything else is looked up. Whoever asks for figures is given a copy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import pandas as pd
import streamlit as st

from roi_model.analysis.comparison import Figures, Row, figures
from roi_model.analysis.estimate import Estimate
from roi_model.analysis.measures import return_per_pound, view_of
from roi_model.analysis.request import Request
from roi_model.analysis.together import Together, together
from roi_model.app.chosen import COMMON_HORIZON
from roi_model.app.kept import MOST_BYTES, Kept, size_of_results
from roi_model.engine.analysis import HORIZONS, Analysis
from roi_model.engine.case import Case
from roi_model.engine.design import Design
from roi_model.engine.draws import Sampler
from roi_model.engine.evaluation import Results, evaluate
from roi_model.engine.package import Package, evaluate_package, package_from
from roi_model.inputs.parameter import Parameter
from roi_model.outputs.charts.benefits import benefits_by_sector
from roi_model.outputs.evidence_table import evidence_table
from roi_model.outputs.record.run_record import parameter_digest
from roi_model.outputs.words import chance_in_words, ratio_mean, years

LONGEST = HORIZONS[-1]
CASES_KEPT, PLANS_KEPT, TABLES_KEPT, DESIGNS_KEPT = 2_000, 500, 200, 4


def case_key(case: Case) -> str:
    """Return what tells a case from every other: its place, its payers, and every number it is given."""
    payments = {label: dict(payment) for label, payment in case.payments.items()}
    return f"{case.area.name} {case.parameters.preset} {payments} {parameter_digest([case])}"


def analysis_key(analysis: Analysis) -> str:
    """Return what tells the rules of one analysis from those of another."""
    return repr(analysis)


@dataclass(frozen=True)
class KeyedCase:
    """A case and its key, worked out once."""

    case: Case
    key: str

    @classmethod
    def of(cls, case: Case) -> Self:
        """Return a case with its key."""
        return cls(case, case_key(case))


KEYS: dict[str | type[Any], Callable[[Any], Any]] = {
    Case: case_key,
    KeyedCase: lambda keyed: keyed.key,
    Analysis: analysis_key,
    Request: Request.model_dump_json,
}


@st.cache_resource(max_entries=PLANS_KEPT, show_spinner=False, hash_funcs=KEYS)
def keyed_pairs(request: Request) -> tuple[tuple[KeyedCase, KeyedCase], ...]:
    """Return each case of a request, and the same under the evidence preset; they are built once for a request."""
    return tuple((KeyedCase.of(chosen), KeyedCase.of(evidence)) for chosen, evidence in request.pairs())


def cases_of(request: Request) -> tuple[Case, ...]:
    """Return the cases of a request."""
    return tuple(chosen.case for chosen, _ in keyed_pairs(request))


@st.cache_resource(max_entries=DESIGNS_KEPT, show_spinner=False, hash_funcs={Design: repr})
def shared_sampler(design: Design) -> Sampler:
    """Return the draws of a design, made once for all sessions."""
    return Sampler(design)


def sampler_of(request: Request) -> Sampler:
    """Return the draws that a request asks for."""
    return shared_sampler(request.analysis().design)


def results_of(case: Case, analysis: Analysis, horizons: Sequence[int]) -> Results:
    """Evaluate one case on the shared draws: a few milliseconds, so that it need not be kept."""
    return evaluate(case, analysis, horizons, sampler=shared_sampler(analysis.design))


@st.cache_resource(show_spinner=False)
def kept_results() -> Kept[Results]:
    """Return what cases gave that somebody asked for a moment ago."""
    return Kept(MOST_BYTES, size_of_results)


def kept_results_of(keyed: KeyedCase, analysis: Analysis, horizon: int) -> Results:
    """Return what one case gives by itself: of a plan, all but that which moved is known."""
    key = f"{keyed.key} {analysis_key(analysis)} {horizon}"
    return kept_results().get(key, lambda: results_of(keyed.case, analysis, (horizon,)))


@st.cache_data(max_entries=CASES_KEPT, show_spinner=False, hash_funcs=KEYS)
def case_figures(keyed: KeyedCase, analysis: Analysis, horizon: int) -> Figures:
    """Return every figure of one case at one time horizon."""
    return figures(kept_results_of(keyed, analysis, horizon), 0)


@st.cache_data(max_entries=CASES_KEPT, show_spinner=False, hash_funcs=KEYS)
def evidence_return(keyed: KeyedCase, analysis: Analysis, horizon: int) -> Estimate | None:
    """Return the return per £1 of a case under the evidence preset, which stands beside another figure."""
    results = results_of(keyed.case, analysis, (horizon,))
    return return_per_pound(results, view_of(results), 0)


def horizon_of(request: Request, case: Case) -> int:
    """Return the years counted for a case: those asked for, or those published for it."""
    return case.description.published.horizon if request.horizon is None else request.horizon


def plan_horizon(request: Request) -> int:
    """Return the years counted for the whole plan: all its programmes must have the same."""
    return COMMON_HORIZON if request.horizon is None else request.horizon


def rows(request: Request) -> tuple[Row, ...]:
    """Return the interventions of a request side by side, each with the evidence preset's return beside."""
    return rows_at(request, None)


def rows_at(request: Request, horizon: int | None) -> tuple[Row, ...]:
    """Return the same at a time horizon; None for the one that the request asks for."""
    analysis = request.analysis()
    found = []
    for chosen, evidence in keyed_pairs(request):
        years = horizon or horizon_of(request, chosen.case)
        found.append(Row(case_figures(chosen, analysis, years), evidence_return(evidence, analysis, years)))
    return tuple(found)


def one_row(request: Request, name: str) -> Row:
    """Return the figures of one intervention of a request."""
    return next(row for row in rows(request) if row.figures.case.intervention.name == name)


@st.cache_data(max_entries=PLANS_KEPT, show_spinner=False, hash_funcs=KEYS)
def case_sectors(case: Case, analysis: Analysis, horizon: int) -> pd.DataFrame:
    """Return what one case costs and gives each sector; see `benefits_by_sector`."""
    return benefits_by_sector([results_of(case, analysis, (horizon,))])


def sector_table(request: Request) -> pd.DataFrame:
    """Return what each intervention of a request costs and gives each sector."""
    return pd.concat([sectors_of(request, case) for case in cases_of(request)], ignore_index=True)


def sectors_of(request: Request, case: Case) -> pd.DataFrame:
    """Return what one case of a request costs and gives each sector."""
    return case_sectors(case, request.analysis(), horizon_of(request, case))


def horizon_table(request: Request) -> pd.DataFrame:
    """Return the return per £1 of each intervention, and its chance, at every time horizon; as words."""
    found = {years(horizon): rows_at(request, horizon) for horizon in HORIZONS}
    titles = [case.intervention.title for case in cases_of(request)]
    columns = {
        name: [f"{ratio_mean(row.figures.return_per_pound)} ({chance_in_words(row.figures.chance)})" for row in rows]
        for name, rows in found.items()
    }
    return pd.DataFrame({"Programme": titles, **columns})


def package_of(cases: Sequence[Case], analysis: Analysis, horizons: Sequence[int]) -> Package:
    """Evaluate cases together on the shared draws."""
    return evaluate_package(cases, analysis, horizons, sampler=shared_sampler(analysis.design))


@st.cache_data(max_entries=PLANS_KEPT, show_spinner=False, hash_funcs=KEYS)
def plan(request: Request) -> Together:
    """Return what the whole plan of a request gives, with what two of its programmes would claim counted once."""
    analysis, horizon = request.analysis(), plan_horizon(request)
    alone = [kept_results_of(keyed, analysis, horizon) for keyed, _ in keyed_pairs(request)]
    return together(package_from(alone, sampler=sampler_of(request)))


def planned(request: Request) -> tuple[str, ...]:
    """Return the names of the programmes in the plan."""
    return tuple(case.intervention.name for case in cases_of(request))


def every_case(request: Request) -> tuple[Case, ...]:
    """Return all programmes that the place has figures for, in the plan or not, with what was changed."""
    return request.changed(interventions=()).cases()


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False, hash_funcs=KEYS)
def case_numbers(case: Case) -> pd.DataFrame:
    """Return every number behind one case; see `evidence_table`."""
    return evidence_table([case])


def every_number(request: Request) -> pd.DataFrame:
    """Return every number behind all programmes."""
    return pd.concat([case_numbers(case) for case in every_case(request)], ignore_index=True)


def number_titles(table: pd.DataFrame) -> dict[str, str]:
    """Return the numbers of a table of evidence: name to programme and label."""
    rows = zip(table["Name"], table["Programme"], table["Number"], strict=True)
    return {name: f"{programme}: {label}" for name, programme, label in rows}


def number_of(cases: Sequence[Case], name: str) -> tuple[Case, Parameter]:
    """Return one number by its full name, and the case it stands in."""
    intervention, _, own = name.partition(".")
    case = next(case for case in cases if case.intervention.name == intervention)
    return case, case.parameters[own]
