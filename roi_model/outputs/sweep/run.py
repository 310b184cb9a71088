"""Running what is left of a sweep: units go to a backend, and come back as files of results."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from roi_model.analysis.sweep.plan import SweepPlan, Unit
from roi_model.analysis.sweep.unit import Backend, Failure, Finished, SharingBackend, run_here
from roi_model.inputs.refusal import InputError
from roi_model.outputs.sweep.folder import SweepFolder, open_sweep, read_failures
from roi_model.outputs.sweep.journal import Part
from roi_model.outputs.sweep.parts import Parts
from roi_model.outputs.sweep.table import parquet_bytes, part_table

PARTS_EACH = 3  # files of results for each worker, from which on the workers make whole ones


def _nothing() -> None:
    """Let a unit go by."""


@dataclass(frozen=True)
class Outcome:
    """What a sweep has come to.

    Attributes
    ----------
    path
        Its folder.
    units, found
        How many units there are, and how many of them were done before.
    rows, size, files
        Of the results: rows, bytes and files.
    failures
        What could not be worked out.
    spoiled
        Files that were damaged or gone, and were made again.
    """

    path: Path
    units: int
    found: int
    rows: int
    size: int
    files: int
    failures: tuple[Failure, ...]
    spoiled: tuple[str, ...] = ()


def run_sweep(
    plan: SweepPlan,
    path: Path,
    *,
    backend: Backend = run_here,
    per_file: int | None = None,
    watch: Callable[[int], Callable[[], None]] | None = None,
) -> Outcome:
    """Run a sweep into a folder, or what is left of one that was begun there.

    Parameters
    ----------
    plan
        What is to be run.
    path
        The folder.
    backend
        What runs the units; the files are the same, to the last byte, for any.
    per_file
        Units in each file of results; by default some seconds of work.
    watch
        Is told how many units are left, and returns what is called when each is finished.

    Raises
    ------
    InputError
        When the folder cannot be used or written; what is finished is kept.
    """
    with open_sweep(path, plan, per_file) as folder, _loaded_left_alone():
        left = folder.units_left()
        advance = watch(left) if watch is not None else _nothing
        for _ in run_missing(folder, backend, advance):
            pass
        folder.finish()
        done = folder.done.values()
        return Outcome(
            path=path,
            units=len(plan),
            found=len(plan) - left,
            rows=sum(part.rows for part in done),
            size=sum(part.size for part in done),
            files=len(done),
            failures=tuple(read_failures(folder)),
            spoiled=folder.spoiled,
        )


@contextmanager
def _loaded_left_alone() -> Iterator[None]:
    """Keep what is there before a sweep out of Python's search for garbage, which looks through it again and again."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def run_missing(folder: SweepFolder, backend: Backend, advance: Callable[[], None] = _nothing) -> Iterator[Part]:
    """Run what is left in an open folder, and yield each part when its file is written.

    Where there are parts enough for every worker, each takes whole ones and hands back their files; the bytes are the
    same.
    """
    missing = folder.missing()
    if isinstance(backend, SharingBackend) and len(missing) >= PARTS_EACH * backend.at_once:
        spans = (folder.parts.span(number) for number in missing)
        batches = (tuple(folder.plan.units(span.start, span.stop)) for span in spans)
        for units, written in backend.whole(batches, encoded):
            for _ in units:
                advance()
            yield folder.add(folder.parts.of(units[0].number), *written)
        return
    for number, finished in finished_parts(folder.plan, folder.parts, missing, watched(backend, advance)):
        yield folder.add(number, *encoded(finished))


def encoded(finished: Sequence[Finished]) -> tuple[bytes, int, tuple[Failure, ...]]:
    """Return the file of a part from all of its units in order, its rows, and what could not be worked out."""
    table = part_table(finished)
    failures = tuple(failure for done in finished for failure in done.failures)
    return parquet_bytes(table), table.num_rows, failures


def finished_parts(
    plan: SweepPlan, parts: Parts, missing: Iterable[int], backend: Backend
) -> Iterator[tuple[int, list[Finished]]]:
    """Yield each part that is wanted when all its units are finished: its number, and its units in order.

    A unit that a backend yields twice counts once.

    Raises
    ------
    InputError
        When the backend ends before every unit is finished.
    """
    wanted = list(missing)
    waiting: dict[int, dict[int, Finished]] = {number: {} for number in wanted}
    for done in backend(_units(plan, parts, wanted)):
        number = parts.of(done.unit.number)
        if number not in waiting:
            continue
        waiting[number][done.unit.number] = done
        if len(waiting[number]) == len(parts.span(number)):
            complete = waiting.pop(number)
            yield number, [complete[unit] for unit in sorted(complete)]
    if waiting:
        raise InputError(f"{len(waiting):,} files of results were not finished; run the same command again.")


def watched(backend: Backend, advance: Callable[[], None]) -> Backend:
    """Return a backend that says when each unit is finished."""

    def run(units: Iterable[Unit]) -> Iterator[Finished]:
        for done in backend(units):
            advance()
            yield done

    return run


def _units(plan: SweepPlan, parts: Parts, wanted: Iterable[int]) -> Iterator[Unit]:
    for number in wanted:
        span = parts.span(number)
        yield from plan.units(span.start, span.stop)
