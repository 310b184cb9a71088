"""The folder of a sweep: who may write it, whose it is, what in it is done, and what is left to do.

::

    sweep.json       what the numbers depend on; written before anything is run
    scenarios.csv    every scenario with everything it sets
    parameters.csv   every parameter of the evidence, so that another sweep can be set beside it
    results/         one Parquet file for each part of the plan, named by its units
    journal.txt      while it runs: the parts that are done, with their digests
    manifest.json    when it has ended: all parts, with their digests
    failures.csv     when it has ended: what could not be worked out, if anything
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from roi_model.analysis.sweep.digest import digest
from roi_model.analysis.sweep.plan import SweepPlan
from roi_model.analysis.sweep.unit import Failure
from roi_model.inputs.refusal import InputError
from roi_model.outputs.difference.evidence_values import (
    changed_values,
    evidence_lines,
    evidence_values,
    read_evidence,
)
from roi_model.outputs.safe_text import csv_text
from roi_model.outputs.sweep import identity as sweep_identity
from roi_model.outputs.sweep.durable_write import cannot_write, remove_unfinished, sync_folder, write_durably
from roi_model.outputs.sweep.folder_lock import LOCK, locked
from roi_model.outputs.sweep.journal import (
    Part,
    append_part,
    file_digest,
    journal_lines,
    manifest_lines,
    read_journal,
    read_manifest,
)
from roi_model.outputs.sweep.parts import Parts, units_per_file

SWEEP, SCENARIOS, RESULTS = "sweep.json", "scenarios.csv", "results"
PARAMETERS = "parameters.csv"
JOURNAL, MANIFEST, FAILURES = "journal.txt", "manifest.json", "failures.csv"
BEGUN = {LOCK, SCENARIOS, PARAMETERS, RESULTS}  # what is there before sweep.json is


@dataclass
class SweepFolder:
    """A folder that this process alone may write, with the plan it belongs to.

    Attributes
    ----------
    path
        Where it is.
    plan
        What is to be run.
    parts
        How the plan is cut into files.
    done
        The parts that are there whole, by number.
    spoiled
        Files of parts that were done and are no longer there as they were written; they are made again.
    """

    path: Path
    plan: SweepPlan
    parts: Parts
    done: dict[int, Part] = field(default_factory=dict)
    spoiled: tuple[str, ...] = ()

    def missing(self) -> list[int]:
        """Return the numbers of the parts that are not done."""
        return [number for number in range(len(self.parts)) if number not in self.done]

    def units_left(self) -> int:
        """Return how many units are not done."""
        return len(self.plan) - sum(part.units for part in self.done.values())

    def add(self, number: int, content: bytes, rows: int, failures: tuple[Failure, ...]) -> Part:
        """Write the file of one part, and then that it is done."""
        span = self.parts.span(number)
        file = f"{RESULTS}/{self.parts.file_name(number)}"
        write_durably(self.path / file, [content])
        sha256 = digest([content])
        part = Part(number, file, span.start, len(span), rows, len(content), sha256, failures)
        append_part(self.path / JOURNAL, part)
        self.done[number] = part
        return part

    def finish(self) -> None:
        """Put the manifest in the place of the journal, once every part is done."""
        in_order = [self.done[number] for number in range(len(self.parts))]
        failures = [failure for part in in_order for failure in part.failures]
        head = {
            "units": len(self.plan),
            "rows": sum(part.rows for part in in_order),
            "failures": len(failures),
            "sweep_sha256": file_digest(self.path / SWEEP),
        }
        if failures:
            told = ((failure.scenario, failure.area, failure.intervention, failure.why) for failure in failures)
            rows = [tuple(map(csv_text, words)) for words in told]
            head_row = ("scenario", "area", "intervention", "why")
            write_durably(self.path / FAILURES, map(sweep_identity.csv_line, [head_row, *rows]))
        write_durably(self.path / MANIFEST, manifest_lines(in_order, head))
        try:
            (self.path / JOURNAL).unlink(missing_ok=True)
            sync_folder(self.path)
        except OSError as error:
            raise cannot_write(self.path, error) from error


@contextmanager
def open_sweep(path: Path, plan: SweepPlan, per_file: int | None = None) -> Iterator[SweepFolder]:
    """Open the folder of a sweep for this process alone: a new one, or one that was begun.

    Parameters
    ----------
    path
        The folder; it is made where it is not there.
    plan
        What is to be run.
    per_file
        Units in each file of results; by default as many as take some seconds, or as it was begun with.

    Raises
    ------
    InputError
        When the folder cannot be written, holds other things, is written by another process, or
        was begun with other inputs, settings or versions: then every change is said.
    """
    made = _make(path)
    try:
        with locked(path):
            try:
                folder = _opened(path, plan, per_file)
            except OSError as error:
                raise cannot_write(path, error) from error
            yield folder
    except InputError:
        if made:
            _unmake(path)
        raise


def _opened(path: Path, plan: SweepPlan, per_file: int | None) -> SweepFolder:
    now = sweep_identity.identity(plan)
    kept = _read(path) if begun_here(path) else _begin(path, plan, now, per_file)
    _refuse_changes(path, plan, kept["sweep"], now)
    held = int(kept["units_per_file"])
    if per_file not in {None, held}:
        raise InputError(f"{path} was begun with {held:,} units in a file; go on with the same, or leave it out.")
    remove_unfinished(path)
    _write_accounts(path, plan)
    folder = SweepFolder(path, plan, Parts(len(plan), held))
    _refuse_strange_results(folder)
    _take_stock(folder)
    return folder


def begun_here(path: Path) -> bool:
    """Whether a sweep was begun in a folder."""
    return (path / SWEEP).exists()


def parts_done(path: Path) -> int:
    """Return how many parts a folder says are done, without looking at the files."""
    return len({part.number for part in (*read_manifest(path / MANIFEST), *read_journal(path / JOURNAL))})


def read_failures(folder: SweepFolder) -> list[Failure]:
    """Return what could not be worked out, in the order of the plan."""
    return [failure for _, part in sorted(folder.done.items()) for failure in part.failures]


def _make(path: Path) -> bool:
    """Make the folder where it is not there, and return whether it was made."""
    if path.exists() and not path.is_dir():
        raise InputError(f"{path} is a file; give a folder.")
    try:
        strange = [] if begun_here(path) or not path.exists() else _strange(path)
        if strange:
            raise InputError(f"{path} holds other things, such as {strange[0]}; give an empty folder, or a new one.")
        made = not path.exists()
        (path / RESULTS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}.") from error
    return made


def _strange(path: Path) -> list[str]:
    names = sorted(inner.name for inner in path.iterdir())
    return [name for name in names if name not in BEGUN and not name.endswith(".unfinished")]


def _unmake(path: Path) -> None:
    for folder in (path / RESULTS, path):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _begin(path: Path, plan: SweepPlan, now: dict[str, Any], per_file: int | None) -> dict[str, Any]:
    """Write whose folder it is, the scenarios first."""
    content = {"sweep": now, "units": len(plan), "units_per_file": per_file or units_per_file(plan)}
    sync_folder(path.parent)  # so that a power cut does not take the folder itself
    _write_accounts(path, plan)
    write_durably(path / SWEEP, [json.dumps(content, indent=1, ensure_ascii=False).encode(), b"\n"])
    return content


def _write_accounts(path: Path, plan: SweepPlan) -> None:
    """Write what the scenarios set and what the evidence holds, where that is not there as it must be."""
    accounts = {SCENARIOS: lambda: sweep_identity.scenario_lines(plan), PARAMETERS: evidence_lines}
    for name, lines in accounts.items():
        if not (path / name).is_file() or file_digest(path / name) != digest(lines()):
            write_durably(path / name, lines())


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads((path / SWEEP).read_bytes())
        _ = content["sweep"]["versions"], int(content["units_per_file"])
    except (ValueError, LookupError, TypeError):
        raise InputError(
            f"{path / SWEEP} is damaged; give another folder, or delete this one and begin again."
        ) from None
    return dict(content)


def _refuse_changes(path: Path, plan: SweepPlan, before: dict[str, Any], now: dict[str, Any]) -> None:
    found = sweep_identity.changes(before, now)
    if not found:
        return
    if sweep_identity.SCENARIOS_CHANGED in found and (path / SCENARIOS).exists():
        with (path / SCENARIOS).open(encoding="utf-8", newline="") as file:
            old = [tuple(row) for row in csv.reader(file)][1:]
        new = sweep_identity.all_scenario_rows(plan)
        place = found.index(sweep_identity.SCENARIOS_CHANGED)
        found[place : place + 1] = sweep_identity.scenario_changes(old, new)
    if before.get("inputs") != now["inputs"]:
        with suppress(InputError):  # that table is only for people
            changed = changed_values(read_evidence(path / PARAMETERS), evidence_values())
            found += sweep_identity.value_changes(changed if (path / PARAMETERS).exists() else [])
    what = f"{path} was begun with something else, and the two are not mixed"
    remedy = "go on with what it was begun with, or give another folder"
    raise InputError([f"{what}; {remedy}. What changed:", *(f"{change}." for change in found)])


def _refuse_strange_results(folder: SweepFolder) -> None:
    """Whoever reads the results reads every file of them, so there must be no other."""
    wanted = {folder.parts.file_name(number) for number in range(len(folder.parts))}
    for inner in sorted((folder.path / RESULTS).iterdir()):
        if inner.name not in wanted:
            raise InputError(f"{inner} is no part of this sweep and would be read with it; move it away.")


def _take_stock(folder: SweepFolder) -> None:
    """Find out which parts are there whole, and begin the journal anew with them where the folder is not finished."""
    path, wanted = folder.path, range(len(folder.parts))
    known = {part.number: part for part in (*read_manifest(path / MANIFEST), *read_journal(path / JOURNAL))}
    whole = {number: part for number, part in sorted(known.items()) if number in wanted and part.is_whole(path)}
    folder.done.update(whole)
    folder.spoiled = tuple(part.file for number, part in sorted(known.items()) if number not in whole)
    if len(whole) < len(folder.parts):
        # First the journal, then away with the manifest: what is done is known at every moment.
        write_durably(path / JOURNAL, journal_lines(whole.values()))
        (path / MANIFEST).unlink(missing_ok=True)
        (path / FAILURES).unlink(missing_ok=True)
