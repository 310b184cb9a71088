"""``roi-model sensitivity switching``: how far a number may move before a programme stops breaking even."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from roi_model.analysis.root_search import Root
from roi_model.analysis.sensitivity.question import Question
from roi_model.analysis.switching import Switching, all_switching_values, default_subjects, switching_values
from roi_model.cli.console import Column, console, records, text_column, write_csv, write_json, write_notes, write_table
from roi_model.cli.options import Format, FormatOption
from roi_model.cli.question_options import QuestionOptions
from roi_model.cli.sensitivity_question import closing_notes, read_question
from roi_model.outputs.figure_words import figure_amount, short_value
from roi_model.outputs.oneway_tables import switching_table
from roi_model.outputs.record.run_record import run_record
from roi_model.outputs.switching_sentences import (
    NONE_IN_RANGE,
    SWITCHING_DEFINED,
    headline_sentence,
    switching_sentence,
)
from roi_model.outputs.words import MINUS

ABOUT = QuestionOptions()


def switching_command(
    intervention: str, *parameters: str, about: QuestionOptions = ABOUT, output: FormatOption = Format.TABLE
) -> None:
    """Find the value of a parameter at which the net present value, or a partner's net position, is zero.

    Parameters
    ----------
    intervention
        Which intervention; see `roi-model list`.
    parameters
        Which, of any kind; cost for all programme costs and effect for all benefits. By default every
        uncertain one, coverage, cost and effect.
    """
    question = read_question(about, intervention)
    results, idle = _found(question, tuple(dict.fromkeys(parameters)))
    record = run_record([question.case], question.analysis)
    said = [switching_sentence(result) for result in results] if parameters else [headline_sentence(results)]
    remarks = [
        *([f"No effect on this figure: {', '.join(idle)}."] if idle else []),
        SWITCHING_DEFINED,
        *closing_notes(question, record),
    ]
    if output is Format.TABLE:
        out = console()
        _write_values(out, question, results)
        write_notes(out, [*said, *remarks])
    elif output is Format.CSV:
        write_csv(switching_table(results))
    else:
        content = {"results": records(switching_table(results))}
        write_json({"run": record.as_dict(), "sentence": " ".join(said), "notes": remarks, **content})


def _found(question: Question, names: Sequence[str]) -> tuple[Sequence[Switching], Sequence[str]]:
    """Return the switching values; a named parameter without effect is refused, another one is left out."""
    asked = question.case, question.analysis, question.output
    if names:
        return [switching_values(*asked, name) for name in names], []
    return all_switching_values(*asked, default_subjects(question.case))


def _write_values(out: Console, question: Question, results: Sequence[Switching]) -> None:
    today = figure_amount(question.output, results[0].today)
    title = f"Switching values of the {question.title}, {question.case.area.name}; today {today}"
    restated = f"In {question.analysis.price_year}\nprices"
    headings = ("Today", "Switching\nvalue", restated, "Standard\ndeviations", "In the\nevidence", "Evidence")
    rows = [row for result in results for row in _rows(result)]
    # A column that no row has anything in is left out.
    shown = [number for number in range(len(headings) + 1) if any(row[number] for row in rows)]
    columns = [text_column("Parameter"), *map(Column, headings)]
    write_table(out, title, [columns[number] for number in shown], [[row[number] for number in shown] for row in rows])


def _rows(result: Switching) -> list[tuple[str, ...]]:
    subject = result.subject
    label = f"{subject.label}, {subject.price_year} prices" if subject.price_year else subject.label
    interval = " to ".join(short_value(end, subject.unit) for end in subject.interval or ())
    start = label, short_value(subject.value, subject.unit)
    if not result.roots:
        return [(*start, NONE_IN_RANGE, "", "", "", interval)]
    return [(*start, *_cells(result, root), interval) for root in result.roots]


def _cells(result: Switching, root: Root) -> tuple[str, ...]:
    subject = result.subject
    is_money = subject.price_year is not None
    restated = short_value(subject.in_prices_of(result.price_year, root.value), subject.unit) if is_money else ""
    inside = {True: "yes", False: "no", None: ""}[subject.is_inside(root)]
    return short_value(root.value, subject.unit), restated, _signed(subject.deviations(root)), inside


def _signed(deviations: float | None) -> str:
    if deviations is None:
        return ""
    size = f"{abs(deviations):.1f}"
    return size if size == "0.0" else f"{MINUS if deviations < 0 else '+'}{size}"
