"""``roi-model sensitivity sobol``: how much of the uncertainty each parameter accounts for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from roi_model.analysis.sensitivity.indices import Index, Indices
from roi_model.analysis.sensitivity.question import Question
from roi_model.analysis.sensitivity.sobol import blocks, check_points
from roi_model.cli.console import Column, console, records, text_column, write_csv, write_json, write_notes, write_table
from roi_model.cli.options import Flag, Format, FormatOption, read_whole
from roi_model.cli.progress import progress
from roi_model.cli.question_options import QuestionOptions
from roi_model.cli.sensitivity_question import closing_notes, seeded_rules
from roi_model.inputs.refusal import InputError
from roi_model.outputs.notes import analysis_note
from roi_model.outputs.record.run_record import run_record
from roi_model.outputs.sensitivity_sentences import (
    DRAWS_DEFINED,
    SOBOL_DEFINED,
    accuracy_note,
    evaluations_note,
    pairs_note,
    share,
    share_interval,
    sobol_sentence,
)
from roi_model.outputs.sensitivity_tables import indices_table

ABOUT = QuestionOptions()
DEFAULT_POINTS = 1024
MOST_PAIRS = 10
# What follows the last evaluation takes this many times as long as all evaluations, with pairs and without.
BOOTSTRAP_OF_PAIRS, BOOTSTRAP = 4, 1

PointsOption = Annotated[str | None, Parameter(show_default=False)]


def sobol_command(
    intervention: str,
    *,
    about: QuestionOptions = ABOUT,
    points: PointsOption = None,
    second_order: Flag = False,
    from_draws: Flag = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """Share out the uncertainty in a figure among the parameters: Sobol' indices.

    Parameters
    ----------
    intervention
        Which intervention; see `roi-model list`.
    points
        Base points, a power of two; 1,024 by default.
    second_order
        Also show how much each pair of parameters accounts for by acting together.
    from_draws
        Estimate first-order indices from the draws of the simulation instead.
    """
    if from_draws and (points is not None or second_order):
        raise InputError(
            "--from-draws uses the draws of the simulation, and gives first-order indices alone; "
            "leave out --points and --second-order, or --from-draws."
        )
    question = about.read(intervention)
    indices = _from_draws(question) if from_draws else _sobol(question, points, second_order=second_order)
    record = run_record([question.case], question.analysis)
    sentence = sobol_sentence(question, indices)
    rules = analysis_note(question.analysis) if from_draws else seeded_rules(question)
    own = [pairs_note(indices), evaluations_note(indices.evaluations)]
    remarks = [
        DRAWS_DEFINED if from_draws else SOBOL_DEFINED,
        accuracy_note(indices),
        *([] if from_draws else filter(None, own)),
        *closing_notes(question, record, rules),
    ]
    if output is Format.TABLE:
        out = console()
        _write_indices(out, question, indices)
        _write_pairs(out, indices)
        write_notes(out, [sentence, *remarks])
    elif output is Format.CSV:
        write_csv(indices_table(question, indices))
    else:
        method = {"method": "rbd-fast" if from_draws else "sobol", "evaluations": indices.evaluations}
        content = {"analysis": method, "results": records(indices_table(question, indices))}
        write_json({"run": record.as_dict(), "sentence": sentence, "notes": remarks, **content})


def _sobol(question: Question, points: str | None, *, second_order: bool) -> Indices:
    number = DEFAULT_POINTS if points is None else read_whole(points, "points")
    check_points(number)
    steps = blocks(len(question.factors), number, second_order=second_order)
    rest = BOOTSTRAP_OF_PAIRS if second_order else BOOTSTRAP
    with progress("Sobol' indices", steps * (1 + rest)) as advance:
        return question.sobol(number, second_order=second_order, advance=advance)


def _from_draws(question: Question) -> Indices:
    with progress("Indices from draws", len(question.factors)) as advance:
        return question.from_draws(advance=advance)


def _write_indices(out: Console, question: Question, indices: Indices) -> None:
    weights = [index.estimate for index in indices.total or indices.first]
    order = sorted(range(len(weights)), key=lambda number: -weights[number])
    columns = [text_column("Parameter"), Column("Alone"), Column("95% interval")]
    if indices.total:
        columns += [Column("With\ninteractions"), Column("95% interval")]
    rows = [
        [question.case.parameters[indices.names[number]].label, *_cells(indices.first, indices.total, number)]
        for number in order
    ]
    title = f"Share of the uncertainty in the {question.title}, {question.case.area.name}"
    write_table(out, title, columns, rows)


def _cells(first: Sequence[Index], total: Sequence[Index], number: int) -> list[str]:
    found = [first[number], *([total[number]] if total else [])]
    return [text for index in found for text in (share(index), share_interval(index))]


def _write_pairs(out: Console, indices: Indices) -> None:
    """Write the pairs that weigh most; csv and json have them all."""
    if not indices.second:
        return
    largest = sorted(indices.second, key=lambda row: -row[2].estimate)[:MOST_PAIRS]
    rows = [(first, second, share(index), share_interval(index)) for first, second, index in largest]
    left = len(indices.second) - len(largest)
    title = f"Share of each pair acting together{f'; the other {left} are smaller' if left else ''}"
    columns = [text_column("Parameter", whole=True), text_column("With", whole=True), Column("Share")]
    write_table(out, title, [*columns, Column("95% interval")], rows)
