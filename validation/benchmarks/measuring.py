"""Times and peak memory of a piece of work, measured in this process or as a command."""

from __future__ import annotations

import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

MIB = 1024  # ru_maxrss is in KiB on Linux


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, and of processor time in all threads of this process."""

    wall: float
    processor: float


def timed(work: Callable[[], object]) -> Took:
    """Return how long some work takes."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - wall, time.process_time() - processor)


def quickest(times: Iterable[Took]) -> Took:
    """Return the one with the least processor time: what else a machine does only ever adds to it."""
    return min(times, key=lambda one: one.processor)


def best_of(work: Callable[[], object], repeats: int) -> Took:
    """Return how long some work takes when it is least disturbed."""
    return quickest(timed(work) for _ in range(repeats))


def median_seconds(work: Callable[[], object], repeats: int) -> float:
    """Return the median wall time of ``work``, in seconds."""
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def median_command_seconds(command: Sequence[str], repeats: int) -> float:
    """Return the median wall time of a command run as a process of its own, in seconds."""
    return median_seconds(lambda: subprocess.run(command, check=True, capture_output=True), repeats)


def peak_memory() -> float:
    """Return this process's highest memory use so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
