"""Which parts of a sweep are done, line by line while it runs, and as a manifest when it has ended."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from roi_model.analysis.sweep.unit import Failure
from roi_model.outputs.sweep.durable_write import append_durably

CHECK_DIGITS = 16


@dataclass(frozen=True)
class Part:
    """One file of results that is done.

    Attributes
    ----------
    number
        Its place among the parts, from 0.
    file
        Its path inside the folder of the sweep.
    first_unit, units
        The number of its first unit, and how many it holds.
    rows, size, sha256
        Of the file: rows, bytes and digest.
    failures
        What could not be worked out.
    """

    number: int
    file: str
    first_unit: int
    units: int
    rows: int
    size: int
    sha256: str
    failures: tuple[Failure, ...] = ()

    def is_whole(self, folder: Path) -> bool:
        """Whether the file is there as it was written, to the last byte."""
        path = folder / self.file
        try:
            return path.stat().st_size == self.size and file_digest(path) == self.sha256
        except OSError:
            return False

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> Part:
        """Return a part from what JSON holds of it."""
        failures = tuple(Failure(**failure) for failure in content["failures"])
        return cls(**{**content, "failures": failures})


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def append_part(journal: Path, part: Part) -> None:
    """Add a part to a journal, with a check of its own by which a line that was cut off is known."""
    append_durably(journal, _line(part))


def read_journal(journal: Path) -> Iterator[Part]:
    """Yield the parts of a journal; a line that was cut off or is damaged is left out."""
    if not journal.exists():
        return
    for line in journal.read_bytes().split(b"\n"):
        check, _, content = line.partition(b" ")
        if content and check == _check(content):
            yield Part.read(json.loads(content))


def journal_lines(parts: Iterable[Part]) -> Iterator[bytes]:
    """Yield the lines of a journal."""
    yield from map(_line, parts)


def manifest_lines(parts: Iterable[Part], head: Mapping[str, Any]) -> Iterator[bytes]:
    """Yield a manifest, which is JSON: some entries, and then a line for each part."""
    yield b"{\n"
    for name, value in head.items():
        yield f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)},\n".encode()
    yield b' "parts": [\n'
    for number, part in enumerate(parts):
        yield b"  " if number == 0 else b",\n  "
        yield _content(part)
    yield b"\n ]\n}\n"


def read_manifest(manifest: Path) -> Iterator[Part]:
    """Yield the parts of a manifest; none where it is not there or is damaged."""
    try:
        content = json.loads(manifest.read_bytes())
        parts = [Part.read(part) for part in content["parts"]]
    except (OSError, ValueError, LookupError, TypeError):
        return
    yield from parts


def _line(part: Part) -> bytes:
    content = _content(part)
    return _check(content) + b" " + content + b"\n"


def _content(part: Part) -> bytes:
    return json.dumps(asdict(part), ensure_ascii=False).encode()


def _check(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest()[:CHECK_DIGITS].encode()
