"""Writing that outlives a crash: a file is there whole, down to the disk, or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from roi_model.inputs.refusal import InputError

UNFINISHED = ".unfinished"  # how the name ends of a file that is still being written
KEPT = "What is finished is kept: once that is put right, run the same command again and it goes on."


def write_durably(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file from pieces, so that after a crash or a power cut it is there whole or as it was before.

    The content goes to a temporary file beside it, down to the disk; then that takes the name, and
    the folder that holds the name is written down too.

    Raises
    ------
    InputError
        When it cannot be written, as on a full disk; nothing is left of what was begun.
    """
    begun = path.with_name(f".{path.name}.{secrets.token_hex(4)}{UNFINISHED}")
    try:
        try:
            with begun.open("xb") as file:
                file.writelines(chunks)
                file.flush()
                os.fsync(file.fileno())
            begun.replace(path)
            sync_folder(path.parent)
        except BaseException:
            with contextlib.suppress(OSError):
                begun.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise cannot_write(path, error) from error


def append_durably(path: Path, line: bytes) -> None:
    """Add a line to the end of a file, down to the disk.

    Raises
    ------
    InputError
        When it cannot be written; a part of the line may be there then, for its reader to leave out.
    """
    try:
        with path.open("ab") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise cannot_write(path, error) from error


def sync_folder(folder: Path) -> None:
    """Write down which files a folder holds, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_unfinished(folder: Path) -> None:
    """Remove what a process that was killed had begun to write."""
    for path in folder.rglob(f".*{UNFINISHED}"):
        path.unlink(missing_ok=True)


def cannot_write(path: Path, error: OSError) -> InputError:
    """Return the refusal of a file that cannot be written."""
    return InputError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}. {KEPT}")
