"""A sweep that stops is finished later with the same bytes: power cuts, full disks, damaged files, odd backends."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from small_sweep import PER_FILE, contents, interrupted, run_small, small_plan

from roi_model.analysis.sweep.plan import Unit
from roi_model.analysis.sweep.unit import Finished, run_here
from roi_model.inputs.refusal import InputError
from roi_model.outputs.sweep import durable_write
from roi_model.outputs.sweep.folder import open_sweep
from roi_model.outputs.sweep.run import run_sweep
from roi_model.outputs.sweep.sentences import outcome_sentences


class PowerCut(BaseException):
    """The machine is off: nothing that was going to happen happens."""


class Machine:
    """Counts what reaches the disk, and goes off, or fills up, at one of these moments."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch, self.count, self.last = patch, 0, -1
        self.error: Callable[[], BaseException] = PowerCut
        for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "unlink")):
            self._watch(owner, name)

    def off_at(self, moment: int) -> None:
        """Go off at one moment, counted from 0, and stay off."""
        self.count, self.last, self.error = 0, moment, PowerCut

    def full_at(self, moment: int) -> None:
        """Have no space left at one moment alone."""
        self.count, self.last = 0, moment
        self.error = lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def on(self) -> None:
        """Be there again."""
        self.last = -1

    def _watch(self, owner: object, name: str) -> None:
        real = getattr(owner, name)

        def watched(*words: object, **named: object) -> object:
            moment, self.count = self.count, self.count + 1
            off = self.error is PowerCut and moment >= self.last
            if self.last >= 0 and (off or moment == self.last):
                raise self.error()
            return real(*words, **named)

        self.patch.setattr(owner, name, watched)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unbroken") / "out"
    run_small(folder)
    return folder


def test_whatever_the_moment_of_a_power_cut_nothing_is_lost_and_nothing_counted_twice(
    machine: Machine, unbroken: Path, tmp_path: Path
) -> None:
    moment, cuts = 0, 0
    while True:
        folder = tmp_path / f"off at {moment}"
        machine.off_at(moment)
        try:
            run_small(folder)
        except PowerCut:
            cuts += 1
        else:
            break
        finally:
            machine.on()
        outcome = run_small(folder)
        assert contents(folder) == contents(unbroken), moment
        assert outcome.units == 6
        moment += 1
    # Scenarios and sweep, three files with a line of the journal each, manifest, end of the journal.
    assert cuts > 20


def test_whatever_the_moment_the_disk_is_full_one_sentence_says_so_and_the_sweep_goes_on_later(
    machine: Machine, unbroken: Path, tmp_path: Path
) -> None:
    moment = 0
    while True:
        folder = tmp_path / f"full at {moment}"
        machine.full_at(moment)
        try:
            run_small(folder)
        except InputError as error:
            (said,) = error.problems
            assert "cannot be written: no space left on device. What is finished is kept" in said
        if machine.count <= moment:
            break
        machine.on()
        run_small(folder)
        assert contents(folder) == contents(unbroken), moment
        moment += 1
    assert moment > 20


def test_a_disk_that_fills_in_the_middle_of_a_line_of_the_journal_costs_that_part_alone(
    tmp_path: Path, unbroken: Path
) -> None:
    folder = interrupted(tmp_path, after=4)
    journal = folder / "journal.txt"
    first, second, end = journal.read_bytes().split(b"\n")
    assert end == b""
    journal.write_bytes(first + b"\n" + second[:30])
    with open_sweep(folder, small_plan()) as opened:
        assert opened.missing() == [1, 2]
    run_small(folder)
    assert contents(folder) == contents(unbroken)


def test_what_was_done_is_not_run_again(tmp_path: Path, unbroken: Path) -> None:
    folder = interrupted(tmp_path, after=5)
    seen: list[int] = []

    def noting(units: Iterable[Unit]) -> Iterator[Finished]:
        for unit in units:
            seen.append(unit.number)
            yield from run_here([unit])

    outcome = run_sweep(small_plan(), folder, backend=noting)
    assert (seen, outcome.found) == ([4, 5], 4)
    assert contents(folder) == contents(unbroken)


@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
@pytest.mark.parametrize("finished", [True, False])
def test_a_damaged_file_of_results_is_made_again(
    tmp_path: Path, unbroken: Path, damage: str, *, finished: bool
) -> None:
    folder = interrupted(tmp_path, after=4)
    if finished:
        run_small(folder)
    victim = folder / "results" / "units-000000002-000000003.parquet"
    content = victim.read_bytes()
    if damage == "gone":
        victim.unlink()
    else:
        victim.write_bytes(content[:-7] if damage == "cut" else content[:100] + b"x" + content[101:])
    outcome = run_small(folder)
    assert outcome.found == (4 if finished else 2)
    assert contents(folder) == contents(unbroken)
    assert outcome.spoiled == ("results/units-000000002-000000003.parquet",)
    assert f"made again: {outcome.spoiled[0]}." in outcome_sentences(outcome)[1]
    assert run_small(folder).spoiled == ()


@pytest.mark.parametrize("name", ["scenarios.csv", "parameters.csv"])
def test_an_account_that_was_damaged_is_written_again(tmp_path: Path, unbroken: Path, name: str) -> None:
    folder = interrupted(tmp_path, after=4)
    (folder / name).write_text("damaged\n", encoding="utf-8")
    run_small(folder)
    (folder / name).unlink()
    run_small(folder)
    assert contents(folder) == contents(unbroken)


def test_a_damaged_line_of_the_journal_costs_its_part_and_no_other(tmp_path: Path, unbroken: Path) -> None:
    folder = interrupted(tmp_path, after=4)
    journal = folder / "journal.txt"
    journal.write_bytes(journal.read_bytes().replace(b'"number": 0', b'"number": 2', 1))
    with open_sweep(folder, small_plan()) as opened:
        assert opened.missing() == [0, 2]
    run_small(folder)
    assert contents(folder) == contents(unbroken)


def test_a_backend_that_gives_a_unit_twice_or_ends_early_is_seen_through(tmp_path: Path, unbroken: Path) -> None:
    def stammering(units: Iterable[Unit]) -> Iterator[Finished]:
        for done in run_here(units):
            yield from (done, done)

    def lazy(units: Iterable[Unit]) -> Iterator[Finished]:
        yield from list(run_here(units))[1:]

    with pytest.raises(InputError, match="1 files? of results"):
        run_sweep(small_plan(), tmp_path / "out", backend=lazy, per_file=PER_FILE)
    run_sweep(small_plan(), tmp_path / "out", backend=stammering)
    assert contents(tmp_path / "out") == contents(unbroken)


def test_what_a_killed_process_had_begun_to_write_is_removed(tmp_path: Path, unbroken: Path) -> None:
    folder = interrupted(tmp_path, after=3)
    (folder / "results" / f".units-000000004-000000005.parquet.ab{durable_write.UNFINISHED}").write_bytes(b"half")
    run_small(folder)
    assert contents(folder) == contents(unbroken)
