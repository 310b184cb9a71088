"""A disk without room for the temporary files of a workbook: said in a sentence, whoever finds it."""

from __future__ import annotations

import errno
import gc
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from lxml.etree import SerialisationError

from roi_model.inputs.refusal import InputError

NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}  # Windows has no quota


@contextmanager
def refuse_full_disk() -> Iterator[None]:
    """Say where there is no room while openpyxl writes the sheets of a workbook.

    openpyxl puts each sheet into a temporary file before it packs them. What writes those is lxml,
    whose error on a full disk is no `OSError`.

    Raises
    ------
    InputError
        When a temporary file cannot be written, with the folder and the reason.
    """
    try:
        yield
    except (OSError, SerialisationError) as error:
        if isinstance(error, OSError) and error.errno not in NO_ROOM:
            raise
        _let_go(error)
        folder = tempfile.gettempdir()
        what = f"The workbook cannot be put together in the folder for temporary files, {folder}: {_reason(error)}"
        raise InputError(f"{what}. Make room there, or name another folder in TMPDIR.") from error


def _let_go(error: Exception) -> None:
    """Let the writers of sheets go, without what each would say about not being able to end its file either."""
    said, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        traceback.clear_frames(error.__traceback__)
        gc.collect()  # a writer and what it writes into hold each other
    finally:
        sys.unraisablehook = said


def _reason(error: OSError | SerialisationError) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    number = getattr(errno, str(error).removeprefix("IO_"), None)  # lxml says IO_ENOSPC
    return os.strerror(number).lower() if isinstance(number, int) else str(error)
