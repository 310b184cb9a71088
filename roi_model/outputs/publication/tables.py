"""A publication: the figures of a request as tables for everybody, with all that they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from roi_model.analysis.answer import Answer, answer
from roi_model.analysis.request import Request
from roi_model.engine.draws import Sampler
from roi_model.outputs.assurance.limits import LIMITS_OF_USE
from roi_model.outputs.assurance.pack import Assurance, assurance
from roi_model.outputs.assurance.responsible import FINAL, Responsible
from roi_model.outputs.publication.evidence import evidence_tables, together_table
from roi_model.outputs.publication.notes import note_texts, notes_table
from roi_model.outputs.publication.published_table import PublishedTable
from roi_model.outputs.publication.results import result_tables
from roi_model.outputs.record.export_record import export_record, record_table
from roi_model.outputs.record.run_record import package_version

NAME = "roi-model"
COMMAND = "export publication"


@dataclass(frozen=True)
class Publication:
    """Everything that a publication holds, before it is written in any form.

    Attributes
    ----------
    title
        Of the whole.
    cover
        Heading to sentences, in the order of the cover.
    tables
        In the order of the worksheets: notes, results, what they rest on, run record.
    record
        From which the numbers can be made again.
    warnings
        What its reader should be warned of, a sentence each.
    """

    title: str
    cover: tuple[tuple[str, tuple[str, ...]], ...]
    tables: tuple[PublishedTable, ...]
    record: dict[str, Any]
    warnings: tuple[str, ...]


def publication(request: Request, responsible: Responsible, today: date) -> Publication:
    """Answer a request and lay it out for publication.

    Raises
    ------
    InputError
        When the request cannot be run, or a final publication has a check that failed.
    """
    sampler = Sampler(request.analysis().design)
    found = answer(request, sampler)
    pack = assurance(found, responsible, today)
    pack.refuse_failed(responsible)
    record = export_record(found, responsible, today, COMMAND)
    together = together_table(found, sampler)
    title = request.name.strip() or f"{found.place}: returns from preventing mental ill health"
    return Publication(
        title=title,
        cover=_cover(found, pack, responsible, today),
        tables=(
            notes_table(note_texts(found)),
            *result_tables(found),
            *((together,) if together is not None else ()),
            *evidence_tables(found, pack),
            record_table(record),
        ),
        record=record,
        warnings=pack.warnings,
    )


def _cover(
    found: Answer, pack: Assurance, responsible: Responsible, today: date
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    request = found.request
    titles = [case.intervention.title for case in found.cases]
    return (
        ("What this is", (*((request.note,) if request.note else ()), _what(found, titles))),
        (
            "Status",
            (
                responsible.status + ".",
                f"Made on {today.day} {today:%B %Y} with {NAME} {package_version()}.",
                f"Commissioned by: {responsible.named('commissioner')}.",
                f"Made by: {responsible.named('analyst')}.",
                f"Assured by: {responsible.named('assurer')}.",
                f"Approved by: {responsible.named('approver')}.",
            ),
        ),
        ("Assurance statement", (assurance_statement(pack, responsible), *pack.warnings)),
        ("Limits of use", LIMITS_OF_USE),
        (
            "How to read this workbook",
            (
                "The worksheet Contents lists every worksheet. Each worksheet after it holds one table.",
                "A reference such as [note 1] points to the worksheet Notes. [z] means not applicable.",
                "Every cell holds a value, not a formula. Colour carries no meaning.",
            ),
        ),
    )


def _what(found: Answer, titles: list[str]) -> str:
    return (
        f"What {found.place} would get back from: {'; '.join(titles)}. For each: people reached, costs, benefits, who "
        "pays and who gains, when it pays back, and how sure that is."
    )


def assurance_statement(pack: Assurance, responsible: Responsible) -> str:
    """Return in a sentence or two what was checked and by whom (AQ-12)."""
    outcomes = pack.checks["Outcome"]
    passed, failed = int((outcomes == "passed").sum()), int((outcomes == "failed").sum())
    skipped = len(outcomes) - passed - failed
    by = (
        f"Assured by {responsible.named('assurer')}, who did not make it."
        if responsible.status == FINAL
        else "Nobody has assured this export; treat it as a draft."
    )
    return (
        f"{by} The program made {len(outcomes)} checks on this run: {passed} passed, {failed} failed and {skipped} did "
        "not apply. They test the arithmetic, not whether the evidence is right."
    )
