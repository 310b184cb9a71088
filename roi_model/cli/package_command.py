"""``roi-model package``: several interventions together, with what more than one of them claims taken out."""

from __future__ import annotations

from roi_model.analysis.package_figures import PackageFigures, package_figures
from roi_model.analysis.pooling.partner import named_sectors
from roi_model.cli.console import console, records, write_csv, write_json, write_notes
from roi_model.cli.options import Format, FormatOption, Texts
from roi_model.cli.package_tables import write_package
from roi_model.cli.together_options import TOGETHER, TogetherOptions
from roi_model.outputs import notes
from roi_model.outputs.package_sentences import (
    OVERLAP_DEFINED,
    burden_note,
    errors_note,
    package_sentence,
    taken_out_sentence,
)
from roi_model.outputs.package_tables import package_table
from roi_model.outputs.record.recorded_terms import RecordedTerms
from roi_model.outputs.record.run_record import run_record


def package_command(
    *interventions: str,
    about: TogetherOptions = TOGETHER,
    separately: Texts = (),
    output: FormatOption = Format.TABLE,
) -> None:
    """Evaluate interventions together, each at its own coverage, without counting an outcome twice.

    Parameters
    ----------
    interventions
        Which interventions; all by default.
    separately
        A sector that is another partner in each of several places, such as local_government; repeatable.
    """
    asked = about.read(interventions)
    partners = named_sectors(separately)
    found = package_figures(asked.cases, asked.analysis, asked.horizon, evidence=asked.evidence, separately=partners)
    options = RecordedTerms(separately=separately).as_options()
    record = run_record(found.package.cases, asked.analysis, asked.request, "package", options=options)
    sentence = package_sentence(found)
    reasons = [taken_out_sentence(overlap, found.places) for overlap in found.overlaps]
    rules = f"{notes.analysis_note(asked.analysis)} {notes.record_note(record)}"
    remarks = [*asked.left_out, *_notes(found), rules]
    if output is Format.TABLE:
        out = console()
        write_notes(out, [sentence])
        write_package(out, found)
        write_notes(out, remarks)
    elif output is Format.CSV:
        write_csv(package_table(found))
    else:
        content = {"sentence": sentence, "taken_out": reasons, "notes": remarks}
        write_json({"run": record.as_dict(), **content, "results": records(package_table(found))})


def _notes(found: PackageFigures) -> list[str]:
    cases = found.package.cases
    areas = {case.area.name: case.area for case in cases}
    return [
        *([OVERLAP_DEFINED, burden_note(found)] if found.overlaps else []),
        *notes.lever_notes({case.intervention.name: case for case in cases}.values()),
        *notes.horizon_notes(cases, found.horizon),
        notes.RETURN_DEFINED,
        notes.INTERVAL_DEFINED,
        errors_note(found),
        f"{notes.preset_note(cases)} {notes.PRESETS_DEFINED}",
        *(note for area in areas.values() for note in notes.area_notes(area)),
    ]
