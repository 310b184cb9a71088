"""Memory that arrays give back, kept for those that follow."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

LARGEST = 2**24  # bytes; twice as much at most is kept


@lru_cache(maxsize=1)
def keep_freed_memory() -> None:
    """Let this process keep the memory that arrays gave back, once for its life.

    The C library of Linux gives the memory of a large array back to the system when it is freed, and for the next one
    the system hands out pages anew, which takes longer than to calculate what is written on them. It takes the largest
    array freed so far for the size from which to do so, and keeps twice as much. So one is made here and let go:
    nothing is written into it, and no memory taken. Elsewhere this changes nothing.
    """
    np.empty(LARGEST, dtype=np.uint8)
