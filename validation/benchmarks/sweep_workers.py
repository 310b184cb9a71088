"""What workers gain a sweep, and what the one process that writes can keep up with: processes, and Dask on loopback.

Run it from the repository's root: ``python -m validation.benchmarks.sweep_workers``. It takes some minutes, needs
``roi-model[dask]``, and prints processor time, which a busy machine moves less than the clock does, beside the clock.
``docs/scaling.md`` holds what it printed on one machine, and what follows from that for clusters.
"""

from __future__ import annotations

import json
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from roi_model.analysis.sweep.cluster import on_dask
from roi_model.analysis.sweep.plan import SweepPlan, Unit
from roi_model.analysis.sweep.processes import in_processes
from roi_model.analysis.sweep.unit import Backend, Finished, run_here, run_units, units_at_once
from roi_model.outputs.sweep.run import encoded, run_sweep
from roi_model.outputs.sweep.source import load_plan

REPEATS, BATCH, PER_FILE = 3, 8, 100
ALONE, SIZES, ON_DASK = 1_000, (100, 500, 2_000), 1_600
PROCESSES, DASK = (1, 2), (1, 2, 4, 8)
LINE = "{:<44}{:>10}{:>14}{:>14}{:>14}\n"


def plan_of(units: int, draws: int = 1_000) -> SweepPlan:
    """Return a sweep of eight interventions in one place."""
    design = {"points": units, "ranges": {"coverage": [0.05, 0.5]}}
    return load_plan({"areas": ["Leeds"], "draws": draws, "design": design})


def main() -> None:
    """Print what a unit costs each of those that have a part in it."""
    say("alone, 1,000 draws", "units", "ms a unit", "ms a unit", "a second")
    alone()
    say("together, 1,000 draws", "units", "clock, s", "processor, s", "this one, s")
    for units in SIZES:
        for workers in PROCESSES:
            together(f"{workers} process{'es' if workers > 1 else ''}", units, workers)
    for workers in DASK:
        with cluster(workers) as started:
            together(f"Dask, {workers} worker{'s' if workers > 1 else ''}", ON_DASK, started)


def alone() -> None:
    """Print the work of a unit, and what it costs the writer, replayed without any evaluation."""
    plan = plan_of(ALONE)
    units = list(plan.units())
    size = units_at_once(units[0])
    batches = [units[start : start + size] for start in range(0, ALONE, size)]
    run_units(batches[0])
    show("evaluated and summarised", lambda: [run_units(batch) for batch in batches])
    finished = [done for batch in batches for done in run_units(batch)]
    show("put into a file", lambda: encoded(finished))
    sent = [pickle.dumps(finished[start : start + BATCH]) for start in range(0, ALONE, BATCH)]
    written = [
        (tuple(units[start : start + PER_FILE]), pickle.dumps(encoded(finished[start : start + PER_FILE])))
        for start in range(0, ALONE, PER_FILE)
    ]
    show("written from figures sent back", lambda: replay(plan, lambda _: figures_back(sent)))
    show("written from whole files sent back", lambda: replay(plan, lambda _: None, Replayed(written)))


def figures_back(sent: Sequence[bytes]) -> Iterator[Finished]:
    """Yield finished units as they come over a network."""
    for content in sent:
        yield from pickle.loads(content)


class Replayed:
    """A backend whose workers have made whole files before."""

    at_once = 0

    def __init__(self, written: Sequence[tuple[tuple[Unit, ...], bytes]]) -> None:
        self._written = {units[0].number: content for units, content in written}

    def __call__(self, units: Any) -> Iterator[Finished]:
        """Never wanted."""
        raise NotImplementedError

    def whole(self, batches: Any, write: Callable[[list[Finished]], Any]) -> Iterator[tuple[tuple[Unit, ...], Any]]:
        """Send each batch, and give back the file that was made of it."""
        for batch in batches:
            pickle.dumps((batch, write))
            yield batch, pickle.loads(self._written[batch[0].number])


def replay(plan: SweepPlan, back: Callable[[Any], Any], backend: Any = None) -> None:
    """Write a sweep whose units are finished already."""

    def without_work(units: Any) -> Iterator[Finished]:
        given = iter(units)
        while sending := [unit for _, unit in zip(range(BATCH), given, strict=False)]:
            pickle.dumps(sending)
        yield from back(units)

    with tempfile.TemporaryDirectory() as folder:
        run_sweep(plan, Path(folder) / "out", backend=backend or without_work, per_file=PER_FILE)


def show(what: str, work: Callable[[], object]) -> None:
    """Print the median processor time of some work on all units."""
    times = []
    for _ in range(REPEATS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    cost = statistics.median(times) / ALONE
    say(what, str(ALONE), f"{cost * 1000:.2f}", "", f"{1 / cost:,.0f}")


def together(what: str, units: int, workers: int | str) -> None:
    """Print the clock and the processor time of a sweep: of all processes, and of the one that writes."""
    plan, found = plan_of(units), []
    for _ in range(REPEATS):
        backend: Backend = run_here
        if isinstance(workers, str):
            backend = on_dask(workers)
        elif workers > 1:
            backend = in_processes(workers)
        others, began, clock = spent(), time.process_time(), time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            run_sweep(plan, Path(folder) / "out", backend=backend, per_file=PER_FILE)
        own = time.process_time() - began
        found.append((time.perf_counter() - clock, own + spent() - others, own))
    say(what, str(units), *(f"{statistics.median(times):.2f}" for times in zip(*found, strict=True)))


def spent() -> float:
    """Return the processor time of all children, those that have ended and those at work."""
    psutil: Any = import_module("psutil")
    ended = os.times()
    at_work = 0.0
    for child in psutil.Process().children(recursive=True):
        used = child.cpu_times()
        at_work += used.user + used.system
    return ended.children_user + ended.children_system + at_work


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """Start a scheduler and workers on loopback, and yield its address."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "scheduler.json"
        started = [start("dask_scheduler", "--port", "0", "--scheduler-file", str(told))]
        try:
            while not (told.exists() and told.read_text().endswith("}")):
                time.sleep(0.05)
            address = json.loads(told.read_text())["address"]
            words = ("--no-nanny", "--nthreads", "1", "--local-directory", folder)
            started += [start("dask_worker", address, *words) for _ in range(workers)]
            with import_module("distributed").Client(address, set_as_default=False) as client:
                client.wait_for_workers(workers)
            yield address
        finally:
            for process in reversed(started):
                process.kill()
                process.wait()


def start(program: str, *words: str) -> subprocess.Popen[bytes]:
    """Start one of the programs of Dask."""
    command = [sys.executable, "-m", f"distributed.cli.{program}", *words, "--host", "127.0.0.1", "--no-dashboard"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def say(*cells: str) -> None:
    """Print one line."""
    sys.stdout.write(LINE.format(*cells))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
