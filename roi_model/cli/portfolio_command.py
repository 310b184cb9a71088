"""``roi-model portfolio``: the best set of interventions within budgets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from cyclopts import Parameter

from roi_model.analysis.portfolio.best_set import MOST_POINTS, Portfolio, portfolio
from roi_model.analysis.portfolio.conflict import Conflict
from roi_model.analysis.portfolio.frontier import POINTS
from roi_model.analysis.portfolio.limits import Limits
from roi_model.analysis.portfolio.problem import Problem
from roi_model.analysis.scenario import COVERAGE
from roi_model.cli.console import console, records, write_csv, write_json, write_notes
from roi_model.cli.limit_options import LIMITS, LimitOptions
from roi_model.cli.options import Format, FormatOption, read_whole
from roi_model.cli.portfolio_tables import shown_candidates, write_portfolio
from roi_model.cli.progress import progress
from roi_model.cli.together_options import TOGETHER, TogetherOptions
from roi_model.inputs.refusal import InputError
from roi_model.outputs import notes
from roi_model.outputs import portfolio_sentences as said
from roi_model.outputs.package_sentences import OVERLAP_DEFINED
from roi_model.outputs.portfolio_tables import portfolio_table
from roi_model.outputs.record.run_record import RunRecord, run_record

PointsOption = Annotated[str | None, Parameter(show_default=False)]


def portfolio_command(
    *interventions: str,
    limits: LimitOptions = LIMITS,
    about: TogetherOptions = TOGETHER,
    points: PointsOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Find the best set of interventions within budgets: how far each should go, and what more money would bring.

    Parameters
    ----------
    interventions
        Which interventions could be funded; all by default.
    points
        How many budgets the efficient frontier has, up to twice the budget; 20 by default.
    """
    within = limits.read()
    if not within.budgets:
        raise InputError("A portfolio needs a budget; add one, such as --budget 1000000.")
    if any(one.name == COVERAGE for one in about.what.read().assignments) and not within.must:
        raise InputError("--coverage is decided by the portfolio; use --least, --most or --must NAME=SHARE.")
    asked, number = about.read(interventions), read_points(points)
    problem, beside = (within.problem(cases, asked.analysis, asked.horizon) for cases in (asked.cases, asked.evidence))
    found = portfolio(problem, evidence=beside, points=number, watch=progress)
    if isinstance(found, Conflict):
        raise InputError(said.conflict_sentences(found, problem))
    options = {**within.as_dict(), **({} if points is None else {"points": number})}
    # Of all that could be funded, excluded ones among them, so that the digest is that of the request.
    record = run_record(asked.cases, asked.analysis, asked.request, "portfolio", options=options)
    write(found, within, asked.left_out, record, output)


def write(found: Portfolio, limits: Limits, left_out: Sequence[str], record: RunRecord, output: Format) -> None:
    """Write an answer: sentences, tables and notes, or every figure as CSV or JSON."""
    problem, sentences = found.problem, answer(found)
    ending = f"{notes.analysis_note(problem.analysis)} {notes.record_note(record)}"
    remarks = [*left_out, *_notes(problem), said.errors_note(found), ending]
    if output is Format.TABLE:
        left = len(problem.candidates) - len(shown_candidates(found))
        out = console()
        write_notes(out, sentences)
        write_portfolio(out, found)
        write_notes(out, [*([f"Not shown: {left} that are in neither choice."] if left else []), *remarks])
    elif output is Format.CSV:
        write_csv(portfolio_table(found))
    else:
        content = {"limits": limits.as_dict(), "sentences": sentences, "notes": remarks}
        write_json({"run": record.as_dict(), **content, "results": records(portfolio_table(found))})


def read_points(text: str | None) -> int:
    """Return how many budgets the frontier has."""
    number = POINTS if text is None else read_whole(text, "points")
    if not 1 <= number <= MOST_POINTS:
        raise InputError(f"points is {number}; it must be a whole number between 1 and {MOST_POINTS}.")
    return number


def answer(found: Portfolio) -> list[str]:
    """Return the answer in sentences."""
    return [
        said.best_sentence(found),
        said.gap_sentence(found),
        *(said.price_sentence(price, found.problem) for price in found.prices),
        said.inclusion_sentence(found),
        said.cautious_sentence(found),
        said.evidence_sentence(found),
        *filter(None, [said.qalys_note(found.problem)]),
    ]


def _notes(problem: Problem) -> list[str]:
    cases = [candidate.case for candidate in problem.candidates]
    areas = {case.area.name: case.area for case in cases}
    return [
        said.SHARES_EXACT,
        said.BUDGETS_DEFINED,
        said.PRICE_DEFINED,
        said.INCLUSION_DEFINED,
        said.CAUTIOUS_DEFINED,
        *([said.PLACES_DEFINED] if len(problem.places) > 1 else []),
        OVERLAP_DEFINED,
        *notes.lever_notes({case.intervention.name: case for case in cases}.values()),
        *notes.horizon_notes(cases, problem.horizon),
        f"{notes.preset_note(cases)} {notes.PRESETS_DEFINED}",
        *(note for area in areas.values() for note in notes.area_notes(area)),
    ]
