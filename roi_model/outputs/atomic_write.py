"""Writing files whole or not at all: a failed export leaves no broken file and spoils no good one."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from roi_model.inputs.refusal import InputError


def check_destinations(paths: Sequence[Path], *, replace: bool = False) -> None:
    """Refuse places where a file cannot be written, before any work is done for it.

    Parameters
    ----------
    paths
        The files to be written.
    replace
        Whether a file that is already there may be replaced.

    Raises
    ------
    InputError
        When a path is a folder, its folder is not there, or the file is there and may not be replaced.
    """
    problems = [problem for path in paths if (problem := _problem(path, replace=replace))]
    if problems:
        raise InputError(problems)


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write files so that each is there whole, or as it was before.

    Every content is first written to a temporary file in the folder of its own; only when all of
    them are complete is each put into its place, which a file system does at once. Files that are
    already there are replaced; see `check_destinations`.

    Parameters
    ----------
    files
        Path to content, in the order in which they are put into place.

    Raises
    ------
    InputError
        When a file cannot be written; what was there before is still there.
    """
    waiting: dict[Path, Path] = {}
    path = Path()
    try:
        for path, content in files.items():
            waiting[path] = _temporary(path, content)
        for path, complete in waiting.items():
            complete.replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {_reason(error)}.") from error
    finally:
        for complete in waiting.values():
            with contextlib.suppress(OSError):
                complete.unlink(missing_ok=True)


def _temporary(path: Path, content: bytes) -> Path:
    """Write content to a new file beside ``path``, down to the disk, and return where it is."""
    complete = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with complete.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            complete.chmod(path.stat().st_mode & 0o777)
    except BaseException:
        with contextlib.suppress(OSError):
            complete.unlink(missing_ok=True)
        raise
    return complete


def _problem(path: Path, *, replace: bool) -> str | None:
    if path.is_dir():
        return f"{path} is a folder; give the name of a file in it, such as {path / 'leeds.xlsx'}."
    if not path.parent.is_dir():
        return f"{path} cannot be written: there is no folder {path.parent}."
    if not os.access(path.parent, os.W_OK):
        return f"{path} cannot be written: the folder {path.parent} does not allow it."
    if path.exists() and not replace:
        return f"{path} is already there; add --force to replace it, or give another name."
    return None


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "it may be open in another program, or the folder does not allow it"
    return (error.strerror or str(error)).lower()
