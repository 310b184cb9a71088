"""Running the units of a sweep on an existing Dask cluster: the scheduler shares them out, results stream back.

A worker that dies is Dask's to deal with: its work is given to another. Work that kills one worker after another is cut
into single units, and only the one that does it is reported.
"""

from __future__ import annotations

import itertools
import platform
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module, metadata
from queue import Empty, Queue
from typing import Any

from roi_model.analysis.sweep.digest import digest, input_digests, program_digest
from roi_model.analysis.sweep.plan import Unit
from roi_model.analysis.sweep.unit import Failure, Finished, T, run_units, together
from roi_model.inputs.refusal import InputError

BATCH = 8  # units sent at a time: some tenths of a second of work, beside some milliseconds of messages
AHEAD = 3  # batches waiting for each thread of a worker, so that none is idle and none piles up
SECONDS = 10.0  # to wait for the scheduler's answer, and then for its first worker
LOOK = 2.0  # seconds of silence after which it is asked whether any worker is left
PATIENCE = 120.0  # seconds without any worker before the sweep stops
DIGITS = 12  # of a digest
# A number may differ in its last digits where one of these differs, or a file in its bytes.
PACKAGES = ("roi-model", "numpy", "scipy", "pyarrow")


def on_dask(address: str, *, seconds: float = SECONDS) -> _OnDask:
    """Return a backend that runs units on the workers of a Dask scheduler.

    Batches are taken from the plan only as they are needed, and results are given out as they come. Scheduler and
    workers are left as they are when the sweep ends.

    Parameters
    ----------
    address
        Of the scheduler, such as ``tcp://10.0.0.5:8786``; ``tcp://`` may be left out.
    seconds
        How long to wait for the scheduler, and for its first worker.

    Raises
    ------
    InputError
        When distributed is not installed, nothing answers at the address, no worker is there, or a
        worker has other versions than this process; or, while it runs, when the scheduler goes away.
    """
    with _client(address, seconds) as client:
        _check_workers(client, address, seconds)
        return _OnDask(address, seconds, sum(client.nthreads().values()))


@dataclass(frozen=True)
class _OnDask:
    """The workers of a scheduler, for as long as a sweep runs; how many there were when it was looked at."""

    address: str
    seconds: float
    at_once: int

    def __call__(self, units: Iterable[Unit]) -> Iterator[Finished]:
        given = iter(units)
        batches = iter(lambda: tuple(itertools.islice(given, BATCH)), ())
        for _, finished in self.whole(batches, list):
            yield from finished

    def whole(
        self, batches: Iterable[tuple[Unit, ...]], write: Callable[[list[Finished]], T]
    ) -> Iterator[tuple[tuple[Unit, ...], T]]:
        """Run batches, and yield each with what a worker made of it."""
        with _client(self.address, self.seconds) as client:
            try:
                yield from _in_flight(_Cluster(client, self.address), iter(batches), write)
            except (OSError, RuntimeError, CancelledError) as error:  # as distributed says that it lost its scheduler
                raise _gone(self.address, "went away") from error


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """Return what a process's numbers depend on beside the plan: versions, and digests of input files and program."""
    return {
        "Python": platform.python_version(),
        **{name: metadata.version(name) for name in PACKAGES},
        "the digest of the input files": digest(map(str.encode, input_digests().values()))[:DIGITS],
        "the digest of the program": program_digest()[:DIGITS],
    }


def run_batch(
    units: tuple[Unit, ...], expected: Mapping[str, str], write: Callable[[list[Finished]], T]
) -> tuple[list[str], T | None]:
    """Run some units on a worker and make of them what is asked, or say how its versions differ from those expected."""
    problems = version_problems(versions(), expected)
    return problems, None if problems else write(run_units(units))


def version_problems(found: Mapping[str, str], expected: Mapping[str, str]) -> list[str]:
    """Return a few words for each version that differs.

    Examples
    --------
    >>> version_problems({"numpy": "2.1.0"}, {"numpy": "2.2.0"})
    ['numpy is 2.1.0 there and 2.2.0 here']
    """
    return [
        f"{name} is {found.get(name, 'not installed')} there and {version} here"
        for name, version in expected.items()
        if found.get(name) != version
    ]


@contextmanager
def _client(address: str, seconds: float) -> Iterator[Any]:
    try:
        distributed: Any = import_module("distributed")  # slow to load, wanted by this backend alone, and optional
    except ImportError:
        raise InputError(
            "Dask is not installed, and --dask needs it: python -m pip install 'roi-model[dask]'."
        ) from None
    host, colon, port = address.rpartition("://")[2].rpartition(":")
    if not (host and colon and port.isdigit()):
        raise InputError(f"The address of the Dask scheduler is '{address}'; it must be HOST:PORT or tcp://HOST:PORT.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions, which are compared here more strictly
            client = distributed.Client(address, timeout=seconds, set_as_default=False, name="roi-model")
    except (OSError, ValueError) as error:
        raise InputError(f"No Dask scheduler answered at {address} within {seconds:g} seconds.") from error
    with client:
        yield client


def _check_workers(client: Any, address: str, seconds: float) -> None:
    """Refuse a cluster without workers, or with one that might give other numbers."""
    try:
        client.wait_for_workers(1, timeout=seconds)
    except TimeoutError:
        raise InputError(
            f"The Dask scheduler at {address} has no workers; start some there with: dask worker {address}."
        ) from None
    for worker, found in client.run(versions, on_error="return").items():
        if isinstance(found, BaseException):
            raise InputError(
                f"The Dask worker {worker} cannot run roi-model ({_in_words(found)}); install the same version there."
            )
        _refuse_versions(version_problems(found, versions()), f"The Dask worker {worker}")


def _refuse_versions(problems: list[str], who: str) -> None:
    if problems:
        raise InputError(
            f"{who} has other versions, and numbers might differ in their last digits: {'; '.join(problems)}. "
            "Install the same versions there."
        )


class _Cluster:
    """Batches at work on a cluster, and those that are back."""

    def __init__(self, client: Any, address: str) -> None:
        self._client, self._address = client, address
        self._waiting: dict[Any, tuple[Unit, ...]] = {}
        self._back: Queue[Any] = Queue()

    def __len__(self) -> int:
        return len(self._waiting)

    def send(self, units: tuple[Unit, ...], write: Callable[[list[Finished]], Any]) -> None:
        """Give a batch to the scheduler."""
        future = self._client.submit(run_batch, units, versions(), write, pure=False)
        self._waiting[future] = units
        future.add_done_callback(self._back.put)

    def take(self) -> tuple[tuple[Unit, ...], Any]:
        """Wait for a batch, and return its units with what became of them."""
        silent = 0.0
        while True:
            try:
                future = self._back.get(timeout=LOOK)
                break
            except Empty:
                silent = 0.0 if self.threads() else silent + LOOK
                if silent > PATIENCE:
                    raise _gone(self._address, f"has had no workers for {PATIENCE:g} seconds") from None
        units = self._waiting.pop(future)
        if future.status == "error":
            return units, future.exception()
        problems, found = future.result()
        _refuse_versions(problems, "A Dask worker that joined later")
        return units, found

    def threads(self) -> int:
        """Return how many batches the workers run at a time."""
        return sum(self._client.nthreads().values())


def _in_flight(
    cluster: _Cluster, batches: Iterator[tuple[Unit, ...]], write: Callable[[list[Finished]], T]
) -> Iterator[tuple[tuple[Unit, ...], T]]:
    """Run batches a few ahead of the workers, and those at whose work a worker died once more, a unit at a time."""
    suspects: list[tuple[Unit, ...]] = []
    for batch in itertools.islice(batches, AHEAD * cluster.threads()):
        cluster.send(batch, write)
    while len(cluster):
        sent, found = cluster.take()
        # The cluster may have grown since, or shrunk.
        for batch in itertools.islice(batches, max(AHEAD * cluster.threads() - len(cluster), 1)):
            cluster.send(batch, write)
        if isinstance(found, BaseException):
            suspects.append(sent)
        else:
            yield sent, found
    for batch in suspects:
        finished: list[Finished] = []
        for unit in batch:
            cluster.send((unit,), list)
            _, found = cluster.take()
            finished += [_failed(unit, found)] if isinstance(found, BaseException) else found
        yield batch, write(finished)


def _gone(address: str, what: str) -> InputError:
    return InputError(
        f"The Dask scheduler at {address} {what}; what is finished is kept, so run the same command again."
    )


def _failed(unit: Unit, error: BaseException) -> Finished:
    return Finished(unit, together([]), (Failure(unit.scenario, unit.area, "", _in_words(error)),))


def _in_words(error: BaseException) -> str:
    if type(error).__name__ == "KilledWorker":
        return "every worker that ran it died, perhaps for want of memory"
    return f"{type(error).__name__}: {' '.join(str(error).split())}"
