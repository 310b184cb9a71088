"""A file of a user's own: plain values that remember where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from roi_model.inputs.refusal import InputError

MOST_BYTES = 50_000_000
Place = tuple[str | int, ...]  # the way to a value: ("scenarios", "more", "coverage")


@dataclass(frozen=True)
class Document:
    """What a file says, and where it says it.

    Attributes
    ----------
    name
        What sentences call the file.
    content
        Plain values: mappings, lists, numbers and texts.
    lines
        Where values stand, in words: "plan.yaml, line 7", or "plan.csv, row 3, column coverage".
    problems
        What is wrong with the file itself, a sentence each: a name that stands twice.
    """

    name: str
    content: dict[str, Any]
    lines: Mapping[Place, str]
    problems: tuple[str, ...] = ()

    def at(self, *place: str | int) -> str:
        """Return file and line of a value, or of the nearest thing that holds it."""
        for length in range(len(place), 0, -1):
            if place[:length] in self.lines:
                return self.lines[place[:length]]
        return self.name

    def problem(self, place: Place, sentence: str) -> str:
        """Return a sentence that begins with file and line."""
        return f"{self.at(*place)}: {sentence}"

    def within(self, part: str, other: Document) -> Document:
        """Return the document with the whole of another in the place of one of its parts."""
        lines = {(part, *place): line for place, line in other.lines.items()}
        problems = (*self.problems, *other.problems)
        return replace(
            self, content={**self.content, part: other.content}, lines={**self.lines, **lines}, problems=problems
        )


def read_bytes(path: Path) -> bytes:
    """Return the content of a user's file.

    Raises
    ------
    InputError
        When it is not there, is a folder, is too large, or cannot be read.
    """
    if path.is_dir():
        raise InputError(f"{path} is a folder; name the file in it.")
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise InputError(f"{path} has {size / 1e6:,.0f} MB; a file of at most {MOST_BYTES / 1e6:.0f} MB is read.")
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}.") from error


def read_text(path: Path) -> str:
    """Return the text of a user's file, which must be UTF-8; a byte order mark is left out.

    Raises
    ------
    InputError
        When it cannot be read, is too large, or is not text.
    """
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not text in UTF-8 (byte {error.start}); save it as UTF-8.") from None
