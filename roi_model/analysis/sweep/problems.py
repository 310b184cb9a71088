"""Every problem of a sweep file, collected with file and line, and said together in that order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from roi_model.inputs.document import Document, Place
from roi_model.inputs.refusal import InputError

LINE = re.compile(r"^[^:]*?, (?:line |row |cell [A-Z]+)(\d+)")
LONGEST = 1000  # characters of a sentence, which may quote what somebody wrote


class Problems:
    """What is wrong with a document.

    Parameters
    ----------
    document
        Whose lines the sentences name; what was found wrong while it was read comes first.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found: dict[str, None] = dict.fromkeys(document.problems)

    def __len__(self) -> int:
        return len(self._found)

    def add(self, place: Place, sentence: str) -> None:
        """Note one problem."""
        shown = sentence if len(sentence) <= LONGEST else f"{sentence[: LONGEST // 2]} … {sentence[-LONGEST // 2 :]}"
        self._found[self._document.problem(place, shown)] = None

    @contextmanager
    def caught(self, place: Place) -> Iterator[None]:
        """Note what is refused inside, and go on after it."""
        try:
            yield
        except InputError as error:
            for sentence in error.problems:
                self.add(place, sentence)

    def refuse(self) -> None:
        """Raise all of them together, if there are any."""
        if self._found:
            raise InputError(sorted(self._found, key=_line))


def _line(sentence: str) -> int:
    """Return the line or row that a sentence names; 0 where it names none."""
    found = LINE.search(sentence)
    return int(found[1]) if found else 0
