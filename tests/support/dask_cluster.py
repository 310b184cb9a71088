"""A Dask scheduler with workers on this machine, each a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

PATIENCE = 30.0


class DaskCluster:
    """A scheduler and the workers that were started for it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._processes = folder, list[subprocess.Popen[bytes]]()
        self.workers: list[subprocess.Popen[bytes]] = []
        told = folder / "scheduler.json"
        self.scheduler = self._start("dask_scheduler", "--port", "0", "--scheduler-file", str(told))
        deadline = time.monotonic() + PATIENCE
        while not told.exists() or not told.read_text(encoding="utf-8").endswith("}"):
            assert time.monotonic() < deadline, "The scheduler did not start."
            time.sleep(0.05)
        self.address = str(json.loads(told.read_text(encoding="utf-8"))["address"])

    def add_worker(self) -> None:
        """Start a worker; it joins some seconds later."""
        words = (self.address, "--no-nanny", "--nthreads", "1", "--local-directory", str(self._folder))
        self.workers.append(self._start("dask_worker", *words))

    def close(self) -> None:
        """End every process."""
        for process in reversed(self._processes):
            process.kill()
        for process in self._processes:
            process.wait(PATIENCE)

    def _start(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{program}", *words, "--host", "127.0.0.1", "--no-dashboard"]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._processes.append(process)
        return process


@contextmanager
def dask_cluster(folder: Path, workers: int) -> Iterator[DaskCluster]:
    """Start a scheduler and its workers, and end them all."""
    cluster = DaskCluster(folder)
    try:
        for _ in range(workers):
            cluster.add_worker()
        if workers:
            with import_module("distributed").Client(cluster.address, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=PATIENCE)
        yield cluster
    finally:
        cluster.close()
