"""Making the numbers of an output again from its run record, and saying whether they are the same."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from roi_model.analysis.answer import Answer, answer
from roi_model.analysis.comparison import compare
from roi_model.analysis.request import Request
from roi_model.engine.evaluation import evaluate
from roi_model.inputs.refusal import InputError
from roi_model.outputs.publication.open_data import csv_files
from roi_model.outputs.publication.tables import publication
from roi_model.outputs.record.export_record import recorded_figures, recorded_inputs
from roi_model.outputs.record.read_record import ReadRecord
from roi_model.outputs.record.recorded import Cell, Recorded, Shown, csv_cells, read_recorded, rows_cells
from roi_model.outputs.record.run_record import parameter_digest, versions
from roi_model.outputs.record.together import TOGETHER
from roi_model.outputs.tables import comparison_table, yearly_table

TOLERANCE = 1e-9  # of a number: other versions of numpy may round the last digits otherwise
PUBLICATION, WORKING = "export publication", "export working"


@dataclass(frozen=True)
class Reproduction:
    """What came of making an output again.

    Attributes
    ----------
    file, command
        Which output, and the command that makes it again.
    compared
        How many numbers and texts were compared.
    largest
        The largest relative difference of two numbers that count as the same.
    differences
        What is not the same, a sentence each.
    changes
        What is not as it was when the output was made: versions, inputs.
    """

    file: str
    command: str
    compared: int
    largest: float
    differences: tuple[str, ...]
    changes: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether every number is the same."""
        return not self.differences

    @property
    def sentence(self) -> str:
        """The result in one sentence."""
        if self.differences:
            return f"{self.file}: {len(self.differences):,} of {self.compared:,} values are not the same."
        exactly = "to the last digit" if self.largest == 0 else f"within {self.largest:.0e} of each number"
        return f"{self.file}: all {self.compared:,} values are the same, {exactly}."


def reproduce(path: Path) -> Reproduction:
    """Run again what an output records, and compare every number that it shows.

    Raises
    ------
    InputError
        When the file cannot be read, holds no record, or what it asks can no longer be run.
    """
    found = read_recorded(path)
    request = Request.read(found.record.request, f"{found.name}, run record")
    now = answer(request)
    again = {shown.where: shown.value for shown in _again(found, request, now)}
    before = {shown.where: shown.value for shown in found.shown if shown.where in again or _matters(found, shown)}
    recorded = dict(_flat(found.record.figures))
    if not before and not recorded:
        raise InputError(f"{found.name} shows no number that can be compared.")
    largest, differences = compared(before, again)
    if recorded:
        more, others = compared(recorded, dict(_figures(now)))
        largest, differences = max(largest, more), [*differences, *others]
    return Reproduction(
        file=found.name,
        command=found.record.command,
        compared=len(before) + len(recorded),
        largest=largest,
        differences=tuple(differences),
        changes=(*_changes(found.record, now), *_edits(path, found)),
    )


def compared(before: Mapping[str, Cell], now: Mapping[str, Cell]) -> tuple[float, list[str]]:
    """Return the largest difference that counts as none, and a sentence for each that does.

    Examples
    --------
    >>> compared({"a": 1.0, "b": 2.0}, {"a": 1.0, "b": 2.5})
    (0.0, ['b: 2 in the file, 2.5 now.'])
    """
    largest, sentences = 0.0, []
    for where, old in before.items():
        new = now.get(where)
        apart = _apart(old, new)
        if apart <= TOLERANCE:
            largest = max(largest, apart)
        else:
            sentences.append(f"{where}: {_said(old)} in the file, {_said(new)} now.")
    sentences += [
        f"{where}: missing in the file, {_said(new)} now." for where, new in now.items() if where not in before
    ]
    return largest, sentences


def _apart(old: Cell, new: Cell) -> float:
    """Return the relative difference of two numbers; 0 for the same text, infinite for anything else."""
    if isinstance(old, float | int) and isinstance(new, float | int):
        scale = max(abs(old), abs(new))
        return 0.0 if old == new else abs(old - new) / scale
    return 0.0 if old == new else math.inf


def _said(value: Cell) -> str:
    if value is None:
        return "nothing"
    return f"{value:.12g}" if isinstance(value, float | int) else f"'{value[:60]}'"


def _again(found: Recorded, request: Request, now: Answer) -> Iterator[Shown]:
    """Yield what the output would show today."""
    if found.command == "compare":
        rows = compare(request.pairs(), now.analysis, found.record.horizons or request.horizons())
        yield from _rows("results", comparison_table(rows).to_dict(orient="records"))
    elif found.command == "run":
        results = evaluate(now.cases[0], now.analysis, now.results[0].horizons)
        yield from _rows("figures", comparison_table(now.rows).to_dict(orient="records"))
        yield from _rows("lines", yearly_table(results).to_dict(orient="records"))
    elif found.command in TOGETHER:
        table = TOGETHER[found.command](request, found.record.options)
        yield from _rows("results", table.to_dict(orient="records"))
    elif found.command == PUBLICATION:
        yield from _publication(found, request)


def _rows(part: str, records: Sequence[Mapping[Any, Any]]) -> Iterator[Shown]:
    for shown in rows_cells(part, records):
        nothing = isinstance(shown.value, float) and math.isnan(shown.value)
        yield Shown(shown.where, None) if nothing else shown


def _publication(found: Recorded, request: Request) -> Iterator[Shown]:
    """Yield the tables of a publication as they would be on the day it was made."""
    made = publication(request, found.record.people.responsible(), _day(found))
    if found.form == "csv":
        for name, content in csv_files(made).items():
            if name.endswith(".csv"):
                yield from csv_cells(name, content.decode("utf-8-sig"))
        return
    from roi_model.outputs.workbook.cell_name import cell_name  # noqa: PLC0415 - slow to load

    for table in made.tables[:-1]:
        first = 3 + len(table.lines)
        for number, row in enumerate(table.for_reading(), start=first):
            for column, (value, kind) in enumerate(zip(row, table.columns, strict=True), start=1):
                if kind.kind != "link":
                    yield Shown(f"{table.sheet}!{cell_name(number, column)}", value)


def _matters(found: Recorded, shown: Shown) -> bool:
    """Whether a value that is no longer shown is a difference: in JSON and CSV every one is."""
    return found.form != "workbook" and bool(shown.where)


def _edits(path: Path, found: Recorded) -> Iterator[str]:
    """Yield what was changed in a working workbook after its export: the numbers compared are without it."""
    if found.command != WORKING:
        return
    from roi_model.outputs.workbook.read_inputs import read_inputs  # noqa: PLC0415 - slow to load

    edits = read_inputs(path).edits
    if edits:
        yield "Changed in the file after its export, and not in the numbers compared here:"
        yield from (edit.sentence for edit in edits)


def _figures(now: Answer) -> Iterator[tuple[str, Cell]]:
    yield from _flat(recorded_figures(now))


def _flat(figures: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    for name, values in figures.items():
        for kind, value in zip(("base case", "mean", "low", "high"), values, strict=False):
            yield f"{name}, {kind}", value


def _day(found: Recorded) -> date:
    if found.record.made is None:
        raise InputError(f"{found.name}: the run record does not say on which day it was made.")
    return found.record.made


def _changes(record: ReadRecord, now: Answer) -> Iterator[str]:
    """Yield what is not as it was: versions of packages, and inputs."""
    for name, found in versions().items():
        was = record.versions.get(name, "not recorded")
        if was != found:
            yield f"{name} was {was} and is {found}."
    digest = parameter_digest(now.cases)
    if record.parameter_digest == digest:
        return
    yield f"The inputs are not those of the file: their digest was {record.parameter_digest} and is {digest}."
    inputs = recorded_inputs(now.cases)
    for name, values in record.inputs.items():
        if name not in inputs:
            yield f"{name} was an input and is none now."
        elif list(values) != inputs[name]:
            yield f"{name} was {_listed(values)} and is {_listed(inputs[name])}."


def _listed(values: Sequence[object]) -> str:
    given = [value for value in values if value is not None]
    return ", ".join(f"{value:g}" if isinstance(value, float | int) else str(value) for value in given)
