"""Edited working workbooks as scenarios of a sweep: what each sets, put beneath the scenario that names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roi_model.analysis.request import Request
from roi_model.analysis.request_parts import narrowed
from roi_model.analysis.sweep.areas import read_areas
from roi_model.analysis.sweep.file import read_interventions
from roi_model.analysis.sweep.plan import SweepArea
from roi_model.analysis.sweep.problems import Problems
from roi_model.analysis.sweep.scenario_list import BUILDS_ON, NAME, RUNS, named
from roi_model.analysis.sweep.settings import FIELDS
from roi_model.analysis.sweep.table import WORKBOOK
from roi_model.inputs.document import Document, Place
from roi_model.inputs.population import population
from roi_model.inputs.refusal import InputError

if TYPE_CHECKING:
    from roi_model.outputs.workbook.edits import Edit
    from roi_model.outputs.workbook.read_inputs import EditedInputs

ENDING = ".xlsx"
OF_THE_PLACE, OF_THE_RULES = "population", "settings"  # groups of its Inputs sheet: figures of the place, and rules


@dataclass(frozen=True)
class Resolved:
    """A sweep whose workbooks have been read.

    Attributes
    ----------
    document
        The sweep, with the settings of each workbook as a scenario that is only built on.
    notes
        What was taken of each workbook and what was not, a sentence each.
    """

    document: Document
    notes: tuple[str, ...] = ()


def with_workbooks(document: Document, folder: Path) -> Resolved:
    """Put what each workbook sets beneath the scenario that names it.

    Taken is what differs from the evidence files: what was asked when the workbook was exported,
    and what was changed in it since. Its place, draws, seed and method are not: those are of the
    whole sweep.

    Parameters
    ----------
    document
        The sweep as it was written. What is wrong with a workbook is added to its problems.
    folder
        Where a path begins that is not absolute.
    """
    entries = document.content.get("scenarios")
    problems = [document.problem(place, _MISPLACED) for place in _misplaced(document)]
    pairs: list[tuple[str | int, Any]] = []
    if isinstance(entries, Mapping | list):
        pairs = list(entries.items()) if isinstance(entries, Mapping) else list(enumerate(entries))
    asking = {key: entry for key, entry in pairs if isinstance(entry, Mapping) and WORKBOOK in entry}
    if not asking:
        return Resolved(replace(document, problems=(*document.problems, *problems)))
    names = {str(entry.get(NAME, "")) if isinstance(entries, list) and isinstance(entry, Mapping) else str(key)
             for key, entry in pairs}  # fmt: skip
    sweep = _Sweep(document, folder)
    found: list[_Beneath] = []
    above: dict[str | int, Any] = {}
    refused: dict[str, list[str]] = {}
    for key, entry in asking.items():
        above[key] = {name: value for name, value in entry.items() if name != WORKBOOK}
        place, written = ("scenarios", key, WORKBOOK), str(entry[WORKBOOK])
        if written in refused:  # what is wrong with it is said once, where it is named first
            refused[written].append(f"{document.at(*place)}: {written} is named here too.")
            continue
        try:
            beneath = sweep.beneath(entry[WORKBOOK], place, _free_name(names))
        except InputError as error:
            refused[written] = list(error.problems)
            continue
        names.add(beneath.name)
        found.append(beneath)
        above[key][BUILDS_ON] = [beneath.name, *named(entry.get(BUILDS_ON) or [], dict.fromkeys(names))]
    problems += [sentence for said in refused.values() for sentence in said]
    whole = _put_together(document, above, found)
    notes = tuple(dict.fromkeys(note for beneath in found for note in beneath.notes))
    return Resolved(replace(whole, problems=(*document.problems, *problems)), notes)


_MISPLACED = (
    f"{WORKBOOK} is of a scenario: write it under a name in scenarios; a grid or a design can build on that name."
)


def _misplaced(document: Document) -> Iterator[Place]:
    """Yield where a workbook is named outside a scenario."""
    if WORKBOOK in document.content:
        yield (WORKBOOK,)
    for part in ("grid", "design"):
        if isinstance(document.content.get(part), Mapping) and WORKBOOK in document.content[part]:
            yield (part, WORKBOOK)


@dataclass(frozen=True)
class _Beneath:
    """The scenario that a workbook makes: its name, what it sets and where that stands, and what to say of it."""

    name: str
    settings: Mapping[str, Any]
    lines: Mapping[Place, str]
    notes: tuple[str, ...]


class _Sweep:
    """The places and interventions that workbooks are read for; each workbook is read once."""

    def __init__(self, document: Document, folder: Path) -> None:
        self._document, self._folder = document, folder
        elsewhere = Problems(document)  # what is wrong with these two is said when the plan is read
        self._areas = read_areas(document.content.get("areas"), elsewhere)
        self._interventions = read_interventions(document.content.get("interventions"), elsewhere)
        self._read: dict[Path, EditedInputs] = {}

    def beneath(self, written: object, place: Place, name: str) -> _Beneath:
        """Return the scenario of one workbook, or refuse it with the line that names it."""
        where = self._document.at(*place)
        if not isinstance(written, str) or Path(written).suffix.lower() != ENDING:
            raise InputError(f"{where}: {WORKBOOK} is {written!r}; it must be a working workbook, {ENDING}.")
        try:
            edited = self._inputs(self._folder / written)
            taken = self._taken(edited)
        except InputError as error:
            # The reader of workbooks begins some sentences with the path, and others with the cell.
            said = [sentence.removeprefix(str(self._folder / written)).lstrip(" :,") for sentence in error.problems]
            raise InputError([f"{where}, {written}: {sentence}" for sentence in said]) from error
        cells = {edit.row.key.setting: edit.where for edit in edited.edits}
        lines: dict[Place, str] = {("scenarios", name): f"{where}, {written}"}
        lines |= {("scenarios", name, setting): f"{where}, {written}, {cell}" for setting, cell in cells.items()}
        return _Beneath(name, _settings(taken, edited.edits), lines, tuple(self._notes(written, edited)))

    def _inputs(self, path: Path) -> EditedInputs:
        from roi_model.outputs.workbook.read_inputs import read_inputs  # noqa: PLC0415 - openpyxl is slow to load

        if path not in self._read:
            self._read[path] = read_inputs(path)
        return self._read[path]

    def _taken(self, edited: EditedInputs) -> Request:
        """Return the request for what the sweep runs, or refuse what cannot be carried to its places."""
        holds = dict.fromkeys(case.intervention.name for case in edited.request.cases())
        silent = [name for name in self._interventions if name not in holds]
        if silent:
            raise InputError(
                f"it holds {', '.join(holds)}, and nothing on {', '.join(silent)}, which the sweep runs; "
                f"export it with these too, or name some of its own under interventions."
            )
        request = narrowed(edited.request, self._interventions)
        problems = [*_figures(edited.edits), *_local_values(request, edited.edits, self._areas)]
        if problems:
            raise InputError(problems)
        return request

    def _notes(self, written: str, edited: EditedInputs) -> Iterator[str]:
        of = f"{written}, made for {edited.request.area().name}"
        if not edited.edits:
            yield f"{of}: nothing was changed in it since."
        for edit in edited.edits:
            idle = edit.row.parameters and not any(name in self._interventions for name, _ in edit.row.parameters)
            yield f"{of}: {edit.sentence}{' The sweep does not run that.' if idle else ''}"
        yield f"{of}: {OF_THE_SWEEP}"
        yield from (f"{written}: {note}" for note in edited.notes)


OF_THE_SWEEP = "its place, draws, seed and way to draw are not taken; those are the sweep's own."


def _figures(edits: Sequence[Edit]) -> Iterator[str]:
    """Yield a refusal of each changed figure of the place: in a sweep each place has its own."""
    for edit in edits:
        if edit.row.key.group == OF_THE_PLACE:
            yield (
                f"{edit.change} That is a figure of the place, and each place of a sweep has its own; "
                "change it back, or run the workbook by itself with --inputs."
            )


def _local_values(request: Request, edits: Sequence[Edit], areas: Sequence[SweepArea]) -> Iterator[str]:
    """Yield a refusal of each changed value that is scaled to the place, where the sweep runs other places."""
    own = request.area()
    if {area.code for area in areas} <= {"+".join(own.codes)}:
        return
    scaled = {name for name, entry in population().local.items() if entry.gives == "scale"}
    cells = {edit.row.key.setting: f"{edit.where}: " for edit in edits}
    for name in request.changes:
        if name.rpartition(".")[2] in scaled:
            yield (
                f"{cells.get(name, '')}{name} was changed for {own.name}; it is scaled to each place, so it cannot be "
                "carried to others. Leave it as exported, and set it in the sweep if it is to be the same everywhere."
            )


def _settings(request: Request, edits: Sequence[Edit]) -> dict[str, Any]:
    """Return what a request sets, as a scenario is written: nothing that stands as the evidence files have it."""
    fields = {name: value for name, value in request.as_dict().items() if name in FIELDS or name == "horizon"}
    # One that was changed back to what it is by default is set all the same, over what the whole sweep sets.
    changed = {edit.row.key.name: edit.value for edit in edits if edit.row.key.group == OF_THE_RULES}
    return {**changed, **fields, **request.changes}


def _free_name(names: set[str]) -> str:
    number = 1
    while f"{WORKBOOK} {number}" in names:
        number += 1
    return f"{WORKBOOK} {number}"


def _put_together(document: Document, above: Mapping[str | int, Any], found: Sequence[_Beneath]) -> Document:
    """Return the document with scenarios that build on the workbooks, and these after them."""
    lines = dict(document.lines)
    entries = document.content["scenarios"]
    beneath = {each.name: {RUNS: False, **each.settings} for each in found}
    if isinstance(entries, Mapping):
        scenarios: Any = {key: above.get(key, entry) for key, entry in entries.items()} | beneath
        for each in found:
            lines |= each.lines
    else:
        scenarios = [above.get(number, entry) for number, entry in enumerate(entries)]
        for number, each in enumerate(found, start=len(scenarios)):
            scenarios.append({NAME: each.name, **beneath[each.name]})
            lines |= {("scenarios", number, *place[2:]): line for place, line in each.lines.items()}
    return replace(document, content={**document.content, "scenarios": scenarios}, lines=lines)
