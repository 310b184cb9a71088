"""``roi-model sensitivity grid``: a figure over values of two parameters."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from roi_model.analysis.grid import Axis, Grid, grid, read_axis
from roi_model.analysis.sensitivity.question import Question
from roi_model.cli.console import Column, console, records, text_column, write_csv, write_json, write_notes, write_table
from roi_model.cli.options import Format, FormatOption, read_whole
from roi_model.cli.question_options import QuestionOptions
from roi_model.cli.sensitivity_question import closing_notes, read_question
from roi_model.outputs.figure_words import figure_amount, short_value
from roi_model.outputs.oneway_tables import grid_table
from roi_model.outputs.record.run_record import run_record
from roi_model.outputs.tornado_sentences import grid_sentence

ABOUT = QuestionOptions()
DEFAULT_POINTS = 5
GRID_DEFINED = "All other parameters are at their base case; no draws are made."


def grid_command(
    intervention: str,
    first: str,
    second: str,
    *,
    about: QuestionOptions = ABOUT,
    points: Annotated[str, Parameter()] = str(DEFAULT_POINTS),
    output: FormatOption = Format.TABLE,
) -> None:
    """Show a figure at every pair of values of two parameters.

    Parameters
    ----------
    intervention
        Which intervention; see `roi-model list`.
    first
        A parameter, over its interval, or NAME=LOW:HIGH, with @PRICE_YEAR for money: the rows.
    second
        Another: the columns.
    points
        How many values of each, evenly spread.
    """
    question = read_question(about, intervention)
    number = read_whole(points, "points")
    rows, columns = (read_axis(question.case, text, number) for text in (first, second))
    result = grid(question.case, question.analysis, question.output, rows, columns)
    record = run_record([question.case], question.analysis)
    sentence = grid_sentence(result)
    remarks = [GRID_DEFINED, *closing_notes(question, record)]
    if output is Format.TABLE:
        out = console()
        _write_grid(out, question, result)
        write_notes(out, [sentence, *remarks])
    elif output is Format.CSV:
        write_csv(grid_table(result))
    else:
        content = {"results": records(grid_table(result))}
        write_json({"run": record.as_dict(), "sentence": sentence, "notes": remarks, **content})


def _write_grid(out: Console, question: Question, result: Grid) -> None:
    base = figure_amount(result.output, result.base)
    title = (
        f"The {question.title}, {question.case.area.name}, base case {base}: "
        f"{_named(result.rows)} down, {_named(result.columns)} across"
    )
    rows = [
        [written, *(figure_amount(result.output, float(figure)) for figure in figures)]
        for written, figures in zip(_values(result.rows), result.figures, strict=True)
    ]
    columns = [text_column(result.rows.first.name, whole=True), *map(Column, _values(result.columns))]
    write_table(out, title, columns, rows)


def _named(axis: Axis) -> str:
    return f"{axis.first.name} ({axis.price_year} prices)" if axis.price_year else axis.first.name


def _values(axis: Axis) -> list[str]:
    return [short_value(float(value), axis.first.unit) for value in axis.values]
