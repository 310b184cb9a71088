from __future__ import annotations

import csv
import errno
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from small_sweep import FAILING, contents, small_plan

from roi_model.analysis.sweep import digest as sweep_digest
from roi_model.analysis.sweep.plan import Unit
from roi_model.analysis.sweep.unit import Finished, run_here
from roi_model.inputs.refusal import InputError
from roi_model.outputs.sweep import durable_write
from roi_model.outputs.sweep import identity as sweep_identity
from roi_model.outputs.sweep.folder import open_sweep
from roi_model.outputs.sweep.run import Outcome, run_sweep

PER_FILE = 2  # six units in three files


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
    run_sweep(small_plan(), folder, per_file=PER_FILE)
    return folder


def run(folder: Path) -> Outcome:
    return run_sweep(small_plan(), folder, per_file=PER_FILE)


def test_a_folder_holds_what_it_says(unbroken: Path) -> None:
    assert list(contents(unbroken)) == [
        ".lock",
        "manifest.json",
        "parameters.csv",
        "results/units-000000000-000000001.parquet",
        "results/units-000000002-000000003.parquet",
        "results/units-000000004-000000005.parquet",
        "scenarios.csv",
        "sweep.json",
    ]
    manifest = json.loads((unbroken / "manifest.json").read_text())
    table = pd.read_parquet(unbroken / "results")
    assert (manifest["units"], manifest["rows"], manifest["failures"]) == (6, len(table), 0)
    assert [part["sha256"] for part in manifest["parts"]] == [
        digest for name, digest in contents(unbroken).items() if name.endswith(".parquet")
    ]
    with (unbroken / "scenarios.csv").open(newline="") as file:
        assert list(csv.reader(file)) == [
            ["scenario", "setting", "value"],
            ["as it is", "", ""],
            ["more", "coverage", "0.3"],
            ["cautious", "coverage", "0.3"],
            ["cautious", "preset", "evidence"],
        ]


def test_rows_are_tidy(unbroken: Path) -> None:
    table = pd.read_parquet(unbroken / "results")
    key = ["scenario", "area", "intervention", "horizon", "sector", "kind", "measure"]
    assert not table.duplicated(key).any()
    assert set(table.area_code) == {"E08000035", "E10000016"}
    assert set(table[table.scenario == "cautious"].preset) == {"evidence"}
    assert not table.drop(columns=["base_case", "mean", "low", "high", "standard_error"]).isna().any().any()


def test_a_finished_sweep_is_left_as_it_is(tmp_path: Path) -> None:
    first, before = run(tmp_path / "out"), contents(tmp_path / "out")
    again = run(tmp_path / "out")
    assert (first.found, again.found, again.units, again.rows) == (0, 6, 6, first.rows)
    assert contents(tmp_path / "out") == before


def test_whatever_the_moment_of_a_power_cut_nothing_is_lost_and_nothing_counted_twice(
    machine: Machine, unbroken: Path, tmp_path: Path
) -> None:
    moment, cuts = 0, 0
    while True:
        folder = tmp_path / f"off at {moment}"
        machine.off_at(moment)
        try:
            run(folder)
        except PowerCut:
            cuts += 1
        else:
            break
        finally:
            machine.on()
        outcome = run(folder)
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
            run(folder)
        except InputError as error:
            (said,) = error.problems
            assert "cannot be written: no space left on device. What is finished is kept" in said
        if machine.count <= moment:
            break
        machine.on()
        run(folder)
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
    run(folder)
    assert contents(folder) == contents(unbroken)


def interrupted(tmp_path: Path, after: int) -> Path:
    """A sweep whose backend is broken off after some units."""

    def breaks_off(units: Iterable[Unit]) -> Iterator[Finished]:
        for number, done in enumerate(run_here(units)):
            if number == after:
                raise KeyboardInterrupt
            yield done

    folder = tmp_path / "broken off"
    with pytest.raises(KeyboardInterrupt):
        run_sweep(small_plan(), folder, backend=breaks_off, per_file=PER_FILE)
    return folder


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
        run(folder)
    victim = folder / "results" / "units-000000002-000000003.parquet"
    content = victim.read_bytes()
    if damage == "gone":
        victim.unlink()
    else:
        victim.write_bytes(content[:-7] if damage == "cut" else content[:100] + b"x" + content[101:])
    outcome = run(folder)
    assert outcome.found == (4 if finished else 2)
    assert contents(folder) == contents(unbroken)


def test_a_damaged_line_of_the_journal_costs_its_part_and_no_other(tmp_path: Path, unbroken: Path) -> None:
    folder = interrupted(tmp_path, after=4)
    journal = folder / "journal.txt"
    journal.write_bytes(journal.read_bytes().replace(b'"number": 0', b'"number": 2', 1))
    with open_sweep(folder, small_plan()) as opened:
        assert opened.missing() == [0, 2]
    run(folder)
    assert contents(folder) == contents(unbroken)


def changes_said(folder: Path, **changes: object) -> list[str]:
    before = contents(folder)
    with pytest.raises(InputError) as refused:
        run_sweep(small_plan(**changes), folder)
    first, *rest = refused.value.problems
    assert "was begun with something else, and the two are not mixed" in first
    assert contents(folder) == before
    return rest


def test_a_sweep_that_was_changed_is_not_mixed_and_every_change_is_named(tmp_path: Path) -> None:
    folder = interrupted(tmp_path, after=3)
    assert changes_said(folder, draws=30, seed=1, areas=["Leeds", "Devon"]) == [
        "draws was 20 and is 30.",
        "seed was 2017 and is 1.",
        "the places are without Kent.",
        "the places hold Devon too.",
    ]
    assert changes_said(folder, areas=["Kent", "Leeds"]) == ["the places stand in another order, or have other codes."]
    scenarios = {"as it is": {"horizons": 3}, "more": {"coverage": 0.4}, "new": {}}
    assert changes_said(folder, scenarios=scenarios, interventions=["debt_advice"]) == [
        "interventions was debt_advice, loneliness and is debt_advice.",
        "the scenario 'as it is' had horizons not set and has 3.",
        "the scenario 'more' had coverage 0.3 and has 0.4.",
        "the scenario 'cautious' is gone.",
        "the scenario 'new' is new.",
    ]


def test_scenarios_in_another_order_are_another_sweep(tmp_path: Path) -> None:
    folder = interrupted(tmp_path, after=3)
    scenarios = {"more": {"coverage": 0.3}, "as it is": {}, "cautious": {"builds_on": "more", "preset": "evidence"}}
    assert changes_said(folder, scenarios=scenarios) == ["the scenarios stand in another order."]


def test_inputs_code_and_versions_that_changed_are_not_mixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = interrupted(tmp_path, after=3)
    real = sweep_identity.identity

    def tomorrow(plan: object) -> dict[str, object]:
        now = real(plan)  # type: ignore[arg-type]
        inputs = {**now["inputs"], "shared.yaml": "another", "new.yaml": "new"}
        versions = {**now["versions"], "numpy": "9.0"}
        return {**now, "inputs": inputs, "versions": versions, "program_sha256": "another"}

    monkeypatch.setattr(sweep_identity, "identity", tomorrow)
    said = changes_said(folder)
    assert said[:2] == ["the file shared.yaml of the inputs changed.", "the file new.yaml of the inputs changed."]
    assert said[2].startswith("numpy was ")
    assert said[2].endswith(" and is 9.0.")
    assert said[3:] == ["the program's own code changed."]


def test_the_identity_sees_every_input_file_and_the_models() -> None:
    found = sweep_identity.identity(small_plan())
    assert {"debt_advice.yaml", "shared.yaml", "areas.csv", "price_index.yaml"} <= set(found["inputs"])
    names = {piece.decode() for piece in sweep_digest._sources() if len(piece) < 60}
    assert {"debt_advice.py", "evaluation.py", "sweep/rows.py", "price.py"} <= names


def test_a_name_that_cannot_be_printed_is_refused() -> None:
    with pytest.raises(InputError, match=r"The name 'a\\x00b' holds a character that cannot be printed"):
        small_plan(scenarios={"a\x00b": {}})


def test_two_processes_do_not_write_one_folder(tmp_path: Path) -> None:
    with open_sweep(tmp_path / "out", small_plan(), PER_FILE):
        before = contents(tmp_path / "out")
        with pytest.raises(InputError, match="Another process is writing"):
            run(tmp_path / "out")
        assert contents(tmp_path / "out") == before
    run(tmp_path / "out")


def test_a_folder_that_holds_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(InputError, match=r"holds other things, such as thesis\.docx"):
        run(tmp_path)
    assert list(contents(tmp_path)) == ["thesis.docx"]


def test_a_file_among_the_results_that_is_none_of_them_is_not_read_as_one(tmp_path: Path) -> None:
    run(tmp_path / "out")
    copy = tmp_path / "out" / "results" / "copy of units.parquet"
    copy.write_bytes(b"x")
    with pytest.raises(InputError, match=r"copy of units\.parquet is no part of this sweep"):
        run(tmp_path / "out")


@pytest.mark.parametrize("place", ["file", "file/inside"])
def test_a_folder_that_cannot_be_is_refused_and_nothing_written(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("a file")
    with pytest.raises(InputError, match="is a file; give a folder|cannot be written"):
        run(tmp_path / place)
    assert list(contents(tmp_path)) == ["file"]


def test_a_folder_that_was_made_and_cannot_be_used_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refusing(path: object, *words: int, **named: int) -> int:
        if str(path).endswith(".lock"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, *words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(InputError, match="cannot be written: permission denied"):
        run(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_sweep_is_gone_on_with_in_the_files_it_was_begun_with(tmp_path: Path) -> None:
    folder = interrupted(tmp_path, after=3)
    with pytest.raises(InputError, match="was begun with 2 units in a file"):
        run_sweep(small_plan(), folder, per_file=3)
    assert run_sweep(small_plan(), folder).files == 3


def test_a_damaged_account_of_the_sweep_is_refused(tmp_path: Path) -> None:
    folder = interrupted(tmp_path, after=3)
    for content in (b"{", b"[]", b"{}"):
        (folder / "sweep.json").write_bytes(content)
        with pytest.raises(InputError, match=r"sweep\.json is damaged"):
            run(folder)


def test_what_fails_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    outcome = run_sweep(small_plan(**FAILING), tmp_path / "out", per_file=1)
    assert [(f.scenario, f.area, f.intervention) for f in outcome.failures] == [
        ("too dear", "Leeds", "debt_advice"),
        ("too dear", "Kent", "debt_advice"),
    ]
    with (tmp_path / "out" / "failures.csv").open(newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["scenario", "area", "intervention", "why"]
    assert [row[:3] for row in rows] == [["too dear", "Leeds", "debt_advice"], ["too dear", "Kent", "debt_advice"]]
    table = pd.read_parquet(tmp_path / "out" / "results")
    assert set(table[table.scenario == "too dear"].intervention) == {"loneliness"}
    again = run_sweep(small_plan(**FAILING), tmp_path / "out")
    assert (again.found, again.failures) == (4, outcome.failures)


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
    run(folder)
    assert contents(folder) == contents(unbroken)
