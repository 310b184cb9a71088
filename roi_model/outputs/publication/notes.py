"""The notes of a publication, numbered, so that a heading can refer to one in words."""

from __future__ import annotations

from collections.abc import Sequence

from roi_model.analysis.answer import Answer
from roi_model.outputs import notes
from roi_model.outputs.publication.published_table import FIGURES, NOT_APPLICABLE, PublishedColumn, PublishedTable

RETURN, PRESENT_VALUE, CASH, INTERVAL, ERROR, CHANCE, PAYBACK, PRESET, SECTORS, ROUNDING, SHORTHAND = range(1, 12)


def marked(heading: str, *numbers: int) -> str:
    """Return a heading with references to notes.

    Examples
    --------
    >>> marked("Return per £1", RETURN)
    'Return per £1 [note 1]'
    """
    return heading + "".join(f" [note {number}]" for number in numbers)


def note_texts(answer: Answer) -> tuple[str, ...]:
    """Return the notes in order: those that headings refer to, then those of this place and run."""
    cases = answer.cases
    figures = [row.figures for row in answer.rows]
    fixed = {
        RETURN: "Return per £1 is the present value of benefits ÷ the present value of programme costs, as the ratio "
        "of the means of the draws. It is no pass mark.",
        PRESENT_VALUE: f"{notes.analysis_note(answer.analysis)} Net present value is benefits less costs, both "
        "discounted to the first year. Figures that are not discounted say so.",
        CASH: "Cash only counts benefits that shrink a budget line: fees, placements, prescriptions, tax received. "
        "Staff time set free, output and wellbeing are left out.",
        INTERVAL: notes.INTERVAL_DEFINED,
        ERROR: f"{notes.ERROR_DEFINED} {_largest_error(answer)}",
        CHANCE: "The chance is the share of draws in which benefits exceed costs. A chance on which nearly all draws "
        "agree is given as less than 1% or more than 99%.",
        PAYBACK: "The first year by whose end benefits have repaid costs and stay ahead to the time horizon, on the "
        "means of the draws. The first year is year 1.",
        PRESET: f"{notes.preset_note(cases)} {notes.PRESETS_DEFINED}",
        SECTORS: "What falls on a sector is per £1 of the whole programme cost, whoever pays it. Transfers between "
        "sectors count for sectors and cancel in the total.",
        ROUNDING: f"Money and numbers of people are rounded to {FIGURES} significant figures and returns to pence, so "
        "parts may not add up to totals. The CSV and OpenDocument files hold every figure unrounded.",
        SHORTHAND: f"{NOT_APPLICABLE} means not applicable: such a cell cannot have a value.",
    }
    assert list(fixed) == list(range(1, len(fixed) + 1))
    horizons = {figure.horizon for figure in figures}
    each_its_own = "Each intervention is counted over the time horizon published for it in 2017."
    return (
        *fixed.values(),
        *([each_its_own] if answer.request.horizon is None and len(horizons) > 1 else []),
        *(sentence.removeprefix(notes.OUTSIDE_MARK).strip() for sentence in notes.lever_notes(cases)),
        *notes.horizon_notes(cases, answer.request.horizon),
        *(sentence for place in answer.areas for sentence in notes.area_notes(place)),
        *answer.request.left_out(),
    )


def notes_table(texts: Sequence[str]) -> PublishedTable:
    """Return the worksheet of notes."""
    columns = (PublishedColumn("Note", width=12), PublishedColumn("What it says", width=110))
    rows = tuple((f"[note {number}]", text) for number, text in enumerate(texts, start=1))
    return PublishedTable("Notes", "Notes", columns, rows)


def _largest_error(answer: Answer) -> str:
    """Return the largest errors of the run, without the sentence on how to ask for each."""
    return notes.error_note([row.figures for row in answer.rows], answer.analysis).replace(
        "; --format csv gives one for each figure.", ". The worksheet How sure has each."
    )
