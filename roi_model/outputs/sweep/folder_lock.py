"""One writer for a folder: a lock that the system gives back even when its holder is killed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from roi_model.inputs.refusal import InputError

LOCK = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, which is an empty file in it.

    Raises
    ------
    InputError
        When another process holds it, or the folder cannot be written.
    """
    try:
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {(error.strerror or str(error)).lower()}.") from error
    try:
        try:
            _take(handle)
        except OSError:
            raise InputError(
                f"Another process is writing {folder}; wait until it has ended, or give another folder."
            ) from None
        yield
    finally:
        os.close(handle)  # which gives the lock back


if sys.platform == "win32":

    def _take(handle: int) -> None:
        import msvcrt  # noqa: PLC0415 - only there

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:

    def _take(handle: int) -> None:
        import fcntl  # noqa: PLC0415 - not everywhere

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
