"""A sweep on a real Dask scheduler with two workers, each a process of its own on this machine."""

from __future__ import annotations

import platform
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import CommandLine
from dask_cluster import DaskCluster, dask_cluster
from distributed import KilledWorker
from small_sweep import contents

from roi_model.analysis.request import Request
from roi_model.analysis.sweep import cluster as module
from roi_model.analysis.sweep.cluster import AHEAD, BATCH, on_dask, run_batch, versions
from roi_model.analysis.sweep.plan import SweepArea, SweepPlan, SweepScenario, Unit
from roi_model.analysis.sweep.unit import Failure, Finished, run_here, run_unit, together
from roi_model.inputs.refusal import InputError
from roi_model.outputs.sweep.run import PARTS_EACH, encoded, run_sweep

AREAS = (SweepArea("Leeds", ("Leeds",)), SweepArea("Kent", ("Kent",)))
ASKED = Request(interventions=("debt_advice", "loneliness"), draws=100)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    with dask_cluster(tmp_path_factory.mktemp("dask"), workers=2) as started:
        yield started


def plan(scenarios: int, *more: SweepScenario) -> SweepPlan:
    usual = [
        SweepScenario(f"s{number}", ASKED.changed(changes={"coverage": 0.1 + number / 1000}))
        for number in range(scenarios)
    ]
    return SweepPlan("", [*usual, *more], AREAS)


def content(done: Finished) -> object:
    return done.unit, done.rows.keys, done.rows.values.tobytes(), done.failures


def in_order(finished: list[Finished]) -> list[object]:
    return [content(done) for done in sorted(finished, key=lambda done: done.unit.number)]


def test_a_scenario_that_fails_is_reported_by_name_and_the_rest_goes_on(cluster: DaskCluster) -> None:
    bad = SweepScenario("bad", ASKED.changed(changes={"no_such_thing": 1}))
    asked = plan(3, bad)
    finished = list(on_dask(cluster.address)(asked.units()))
    failures = [failure for done in finished for failure in done.failures]
    assert sorted((failure.scenario, failure.area) for failure in failures) == [("bad", "Kent"), ("bad", "Leeds")]
    assert in_order(finished) == in_order(list(run_here(asked.units())))


def test_units_are_taken_only_as_fast_as_the_workers_run_them(cluster: DaskCluster) -> None:
    taken = 0

    def counted() -> Iterator[Unit]:
        nonlocal taken
        for unit in plan(100).units():
            taken += 1
            yield unit

    back = 0
    for _ in on_dask(cluster.address)(counted()):
        back += 1
        # What is back, the batch that is being given out, and what waits for two workers of one thread each.
        assert taken <= back + BATCH * (2 * AHEAD + 1)
    assert back == taken == 200


def test_a_worker_of_another_version_is_refused(cluster: DaskCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "python_version", lambda: "3.0.0")
    versions.cache_clear()
    with pytest.raises(
        InputError, match=r"worker tcp://.* has other versions.*: Python is 3\.\d+\.\d+ there and 3.0.0 here"
    ):
        on_dask(cluster.address)
    monkeypatch.undo()
    versions.cache_clear()


def test_with_a_worker_killed_at_work_the_numbers_are_the_same_to_the_last_bit(
    cluster: DaskCluster,
) -> None:
    asked = plan(60)
    finished = []
    for done in on_dask(cluster.address)(asked.units()):
        finished.append(done)
        if len(finished) == BATCH:
            cluster.workers[0].kill()
    assert cluster.workers[0].wait(10) != 0
    assert cluster.workers[1].poll() is None
    assert in_order(finished) == in_order(list(run_here(asked.units())))


SWEEP = """\
interventions: [debt_advice, loneliness]
areas: [Leeds, Kent]
draws: 60
grid:
  coverage: [0.1, 0.2, 0.3]
"""


def test_the_command_writes_the_same_files_to_the_last_byte(
    cluster: DaskCluster, tmp_path: Path, roi_model: CommandLine
) -> None:
    file = tmp_path / "sweep.yaml"
    file.write_text(SWEEP, encoding="utf-8")
    assert roi_model("sweep", str(file), "--out", str(tmp_path / "here")).code == 0
    assert roi_model("sweep", str(file), "--out", str(tmp_path / "there"), "--dask", cluster.address).code == 0
    here, there = (
        {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "here", tmp_path / "there")
    )
    assert here == there
    assert any(name.endswith(".parquet") for name in here)


def test_workers_that_make_whole_files_write_the_same_bytes_also_when_one_is_killed(tmp_path: Path) -> None:
    asked = plan(20)
    run_sweep(asked, tmp_path / "here", per_file=2)
    with dask_cluster(tmp_path, workers=2) as own:
        backend = on_dask(own.address)
        assert backend.at_once * PARTS_EACH <= 20
        back = 0

        def advance() -> None:
            nonlocal back
            back += 1
            if back == 4:
                own.workers[0].kill()

        def watch(left: int) -> Callable[[], None]:
            assert left == len(asked)
            return advance

        run_sweep(asked, tmp_path / "there", per_file=2, backend=backend, watch=watch)
    assert back == len(asked)
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


def test_a_cluster_and_processes_are_not_asked_for_together(tmp_path: Path, roi_model: CommandLine) -> None:
    file = tmp_path / "sweep.yaml"
    file.write_text(SWEEP, encoding="utf-8")
    words = ("sweep", str(file), "--out", str(tmp_path / "out"), "--dask", "a:1", "--workers", "2")
    answer = roi_model(*words)
    assert answer.code == 2
    assert answer.err == "roi-model: --workers and --dask cannot be asked for together; choose one.\n"
    assert not (tmp_path / "out").exists()


def test_when_the_scheduler_goes_away_that_is_said(cluster: DaskCluster) -> None:
    running = on_dask(cluster.address)(plan(200).units())
    next(running)
    cluster.scheduler.kill()
    with pytest.raises(InputError, match="went away; what is finished is kept, so run the same command again"):
        list(running)


def test_a_scheduler_without_workers_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    sentence = "The Dask scheduler at .* has no workers; start some there with: dask worker tcp://"
    folder = tmp_path_factory.mktemp("empty")
    with dask_cluster(folder, workers=0) as empty, pytest.raises(InputError, match=sentence):
        on_dask(empty.address, seconds=0.5)


@pytest.mark.parametrize("address", ["", "10.0.0.5", "tcp://10.0.0.5", "scheduler:", ":8786", "host:port"])
def test_an_address_of_another_form_is_refused(address: str) -> None:
    with pytest.raises(InputError, match=f"The address of the Dask scheduler is '{address}'; it must be HOST:PORT"):
        on_dask(address)


def test_an_address_where_nothing_answers_is_refused() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # bound, and never listened to
        address = f"tcp://127.0.0.1:{held.getsockname()[1]}"
        with pytest.raises(InputError, match=f"No Dask scheduler answered at {address} within 0.5 seconds."):
            on_dask(address, seconds=0.5)
    with pytest.raises(InputError, match="No Dask scheduler answered at ftp://a:1"):
        on_dask("ftp://a:1", seconds=0.5)


def test_without_dask_the_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(
        InputError, match=r"Dask is not installed, and --dask needs it: python -m pip install 'roi-model\[dask\]'"
    ):
        on_dask("10.0.0.5:8786")


def test_a_worker_that_joins_later_with_another_version_runs_nothing() -> None:
    units = (plan(1).unit(0),)
    said = [f"numpy is {versions()['numpy']} there and 1.0 here"]
    assert run_batch(units, {**versions(), "numpy": "1.0"}, list) == (said, None)
    problems, found = run_batch(units, versions(), list)
    assert problems == []
    assert found is not None
    (done,) = found
    assert isinstance(done, Finished)
    assert content(done) == content(run_unit(units[0]))


class PoisonedCluster:
    """A cluster on which one unit kills every worker, and takes whatever stands beside it along."""

    def __init__(self, poison: int) -> None:
        self.poison, self.waiting, self.sent = poison, list[Any](), list[int]()

    def __len__(self) -> int:
        return len(self.waiting)

    def threads(self) -> int:
        return 1

    def send(self, units: tuple[Unit, ...], write: Callable[[list[Finished]], object]) -> None:
        self.waiting.append((units, write))
        self.sent.append(len(units))

    def take(self) -> tuple[tuple[Unit, ...], object]:
        units, write = self.waiting.pop(0)
        if any(unit.number == self.poison for unit in units):
            return units, KilledWorker("batch", None, 3)  # type: ignore[arg-type]
        return units, write([run_unit(unit) for unit in units])


@pytest.mark.parametrize("write", [list, encoded])
def test_work_that_kills_every_worker_is_reported_alone_and_what_stood_beside_it_is_run(
    write: Callable[[list[Finished]], object],
) -> None:
    asked = plan(BATCH)
    batches = [tuple(asked.units(0, BATCH)), tuple(asked.units(BATCH))]
    cluster = PoisonedCluster(poison=3)
    found = {units[0].number: made for units, made in module._in_flight(cluster, iter(batches), write)}  # type: ignore[arg-type]
    assert cluster.sent == [BATCH, BATCH, *[1] * BATCH]
    why = Failure("s1", "Kent", "", "every worker that ran it died, perhaps for want of memory")
    expected = [list(map(run_unit, batch)) for batch in batches]
    expected[0][3] = Finished(asked.unit(3), together([]), (why,))
    for batch, finished in zip(batches, expected, strict=True):
        made = found[batch[0].number]
        if write is encoded:
            assert made == encoded(finished)
        else:
            assert isinstance(made, list)
            assert in_order(made) == in_order(finished)
