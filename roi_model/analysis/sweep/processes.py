"""Running the units of a sweep in several processes of this machine."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from roi_model.analysis.sweep.plan import Unit
from roi_model.analysis.sweep.unit import Finished, T, run_units
from roi_model.inputs.refusal import InputError

BATCH = 4  # units sent to a process at a time
AHEAD = 3  # batches waiting for each process, so that none is idle and none piles up
MOST_WORKERS = 256


def in_processes(workers: int) -> _Processes:
    """Return a backend that runs units in new processes.

    Each process begins afresh (it is spawned, not forked), so that it shares nothing with this one.
    Batches are taken from the plan only as they are needed, and results are given out as they come.

    Parameters
    ----------
    workers
        How many processes.

    Raises
    ------
    InputError
        When the number is not allowed; or, while it runs, when a process dies.
    """
    if not 1 <= workers <= MOST_WORKERS:
        raise InputError(f"workers is {workers}; it must be a whole number between 1 and {MOST_WORKERS}.")

    return _Processes(workers)


@dataclass(frozen=True)
class _Processes:
    """Several new processes, for as long as a sweep runs."""

    at_once: int

    def __call__(self, units: Iterable[Unit]) -> Iterator[Finished]:
        given = iter(units)
        batches = iter(lambda: tuple(itertools.islice(given, BATCH)), ())
        for _, finished in self.whole(batches, list):
            yield from finished

    def whole(
        self, batches: Iterable[tuple[Unit, ...]], write: Callable[[list[Finished]], T]
    ) -> Iterator[tuple[tuple[Unit, ...], T]]:
        """Run batches, and yield each with what a process made of it."""
        fresh = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self.at_once, mp_context=fresh, initializer=_begin_worker) as pool:
            try:
                yield from _in_flight(pool, iter(batches), self.at_once * AHEAD, write)
            except BrokenProcessPool:
                raise InputError(
                    "A worker process died, perhaps for want of memory; run the command again, with fewer --workers."
                ) from None
            finally:
                pool.shutdown(wait=True, cancel_futures=True)


def _in_flight(
    pool: ProcessPoolExecutor, batches: Iterator[tuple[Unit, ...]], most: int, write: Callable[[list[Finished]], T]
) -> Iterator[tuple[tuple[Unit, ...], T]]:
    waiting: dict[Future[T], tuple[Unit, ...]] = {}
    while True:
        for batch in itertools.islice(batches, most - len(waiting)):
            waiting[pool.submit(_run_batch, batch, write)] = batch
        if not waiting:
            return
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            yield waiting.pop(future), future.result()


def _run_batch(units: tuple[Unit, ...], write: Callable[[list[Finished]], T]) -> T:
    return write(run_units(units))


def _begin_worker() -> None:
    """Leave interrupts to the parent, and end when it does: one that is killed cannot say so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
