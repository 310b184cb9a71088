"""What the commands of `roi-model sensitivity` share: reading the question, and the notes at the end."""

from __future__ import annotations

from roi_model.analysis.sensitivity.question import Question
from roi_model.cli.question_options import QuestionOptions
from roi_model.inputs.refusal import InputError
from roi_model.outputs import notes
from roi_model.outputs.record.run_record import RunRecord


def read_question(about: QuestionOptions, intervention: str) -> Question:
    """Return the question, unless it correlates parameters that are to be moved alone."""
    question = about.read(intervention)
    if question.analysis.correlation is not None:
        raise InputError("This analysis moves parameters alone, the others at their base case; leave out --correlate.")
    return question


def closing_notes(question: Question, record: RunRecord, rules: str = "") -> list[str]:
    """Return lever, preset, place, rules and record; by default the rules of an analysis without draws."""
    rules = rules or notes.analysis_note(question.analysis, simulated=False)
    return [
        *notes.lever_notes([question.case]),
        *notes.horizon_notes([question.case], question.output.horizon),
        notes.preset_note([question.case]),
        *notes.area_notes(question.case.area),
        f"{rules} {notes.record_note(record)}",
    ]


def seeded_rules(question: Question) -> str:
    """Return the rules of an analysis that makes points of its own, with the seed that fixes them."""
    return f"{notes.analysis_note(question.analysis, simulated=False)} Seed {question.analysis.seed}."
