"""Reading a file that somebody names or sends: whether it is there, and no larger than is looked at."""

from __future__ import annotations

from pathlib import Path

from roi_model.inputs.refusal import InputError

MEGABYTE = 1_000_000
MOST_BYTES = 20 * MEGABYTE  # of a file


def content_of(source: Path | bytes, name: str = "The workbook") -> tuple[bytes, str]:
    """Return the bytes of a file, or bytes as they are, and what to call them.

    Raises
    ------
    InputError
        When the file is not there, cannot be read, or is too large to be looked at.
    """
    if isinstance(source, bytes):
        refuse_size(len(source), name)
        return source, name
    if not source.exists():
        raise InputError(f"There is no file {source}.")
    if source.is_dir():
        raise InputError(f"{source} is a folder; name the file in it.")
    try:
        refuse_size(source.stat().st_size, str(source))
        return source.read_bytes(), str(source)
    except OSError as error:
        raise InputError(f"{source} cannot be read: {(error.strerror or str(error)).lower()}.") from error


def refuse_size(size: int, name: str) -> None:
    """Refuse a file that is empty, or too large to be looked at."""
    if size == 0:
        raise InputError(f"{name} is empty.")
    if size > MOST_BYTES:
        allowed = f"{MOST_BYTES / MEGABYTE:.0f} MB"
        raise InputError(f"{name} has {size / MEGABYTE:,.1f} MB; a workbook of at most {allowed} is read.")
