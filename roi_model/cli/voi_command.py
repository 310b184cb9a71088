"""``roi-model voi``: what it is worth to know more before choosing."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from roi_model.analysis.decision import simulate
from roi_model.analysis.information.groups import derived_groups, named_groups
from roi_model.analysis.information.value import Information, information, repeated
from roi_model.cli.console import console, records, write_csv, write_json, write_notes
from roi_model.cli.decision_options import CHOICE, ChoiceAsked
from roi_model.cli.options import (
    Flag,
    Format,
    FormatOption,
    Texts,
)
from roi_model.cli.progress import progress
from roi_model.cli.voi_tables import write_information, write_options
from roi_model.inputs.assignment import parse_number
from roi_model.inputs.refusal import InputError
from roi_model.outputs import information_sentences as sentences
from roi_model.outputs import notes
from roi_model.outputs.figure_words import for_whom
from roi_model.outputs.information_tables import information_table, options_table
from roi_model.outputs.record.run_record import RunRecord, run_record

MAX_YEARS = 100
YearsOption = Annotated[str, Parameter(help="In how many years, one after the other, the same choice comes up.")]


def voi_command(
    *interventions: str,
    about: ChoiceAsked = CHOICE,
    years: YearsOption = "1",
    group: Texts = (),
    thorough: Flag = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """Value knowing more before choosing one of the interventions, or none: everything, and each parameter.

    Parameters
    ----------
    interventions
        Which interventions could have the money; all by default.
    group
        Parameters known together, NAME=PARAMETER,PARAMETER; repeatable. Shown beside the usual groups.
    thorough
        Also run nested simulation for every group and the ten largest parameters: slower.
    """
    times = _years(years)
    own = dict(_group(text) for text in group)
    decision, left_out = about.read(interventions)
    simulated = simulate(decision)
    groups = {**named_groups(own, simulated.unknowns), **derived_groups(simulated.unknowns)}
    found = information(simulated, groups, thorough=thorough, watch=progress)
    record = run_record(decision.cases, decision.analysis)
    whole = repeated(found.perfect.value, 1, times, decision.analysis.schedule.money)
    spoken = [sentences.information_sentence(found), *([sentences.repeated_sentence(whole, times)] * (times > 1))]
    remarks = [*left_out, *_remarks(found, record)]
    if output is Format.TABLE:
        out = console()
        write_notes(out, spoken)
        write_options(out, simulated, for_whom(about.asked.read(decision.analysis, decision.horizon)))
        write_information(out, found)
        write_notes(out, remarks)
    elif output is Format.CSV:
        write_csv(information_table(found, times))
    else:
        content = {"options": records(options_table(simulated)), "results": records(information_table(found, times))}
        write_json({"run": record.as_dict(), "sentence": " ".join(spoken), "notes": remarks, **content})


def _remarks(found: Information, record: RunRecord) -> list[str]:
    decision = found.simulated.decision
    return [
        *sentences.budget_notes(found.simulated),
        sentences.PERFECT_DEFINED,
        sentences.PARTIAL_DEFINED,
        f"{sentences.ESTIMATES_DEFINED} {sentences.WORTH_ERROR_DEFINED}",
        *sentences.disagreement_notes(found),
        *notes.lever_notes(decision.cases),
        *notes.horizon_notes(decision.cases, decision.horizon),
        f"{notes.preset_note(decision.cases)} {notes.PRESETS_DEFINED}",
        *notes.area_notes(decision.cases[0].area),
        f"{notes.analysis_note(decision.analysis)} {notes.record_note(record)}",
    ]


def _years(text: str) -> int:
    number = parse_number(text, "years")
    if not number.is_integer() or not 1 <= number <= MAX_YEARS:
        raise InputError(f"years is {text}; it must be a whole number between 1 and {MAX_YEARS}.")
    return int(number)


def _group(text: str) -> tuple[str, list[str]]:
    name, equals, members = text.partition("=")
    if not equals or not name.strip():
        raise InputError(f"--group is '{text}'; it must be of the form NAME=PARAMETER,PARAMETER.")
    return name.strip(), members.split(",")
