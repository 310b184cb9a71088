"""What was made for somebody, kept for all sessions within a bound of memory: what was used last stays longest."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from roi_model.engine.evaluation import Totals

MOST_BYTES = 2**28  # some twenty plans of eight programmes at 10,000 draws; a plan needs about 11 MB
Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values by a key that tells all questions from one another. Several threads may use it.

    Nobody writes to a value, so that all may read the same ones.

    Parameters
    ----------
    most
        Bytes that may be kept.
    size
        The bytes of a value.
    """

    def __init__(self, most: int, size: Callable[[Value], int]) -> None:
        self._most, self._size_of = most, size
        self._kept: OrderedDict[str, Value] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: str, made: Callable[[], Value]) -> Value:
        """Return what is kept under a key, or what is made now, and forget what was used longest ago."""
        with self._lock:
            found = self._kept.get(key)
        if found is None:
            found = made()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = found
                self._size += self._size_of(found)
            self._kept.move_to_end(key)
            while self._size > self._most:
                self._size -= self._size_of(self._kept.popitem(last=False)[1])
        return found


def size_of_results(results: Totals) -> int:
    """Return the bytes that the totals of a case or a package take."""
    return sum(each.undiscounted.nbytes + each.discounted.nbytes for each in results.simulated)
