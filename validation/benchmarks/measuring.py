"""Medians and peak memory of a piece of work, measured in this process or as a command."""

from __future__ import annotations

import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence

MIB = 1024  # ru_maxrss is in KiB on Linux


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
