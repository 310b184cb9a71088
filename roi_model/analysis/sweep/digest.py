"""Digests of what the numbers of a sweep depend on beside its plan: the input files, and the program itself."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

from roi_model.engine.catalogue import INTERVENTION_NAMES, load_intervention
from roi_model.inputs.data_file import PACKAGE

LAYERS = ("inputs", "engine", "analysis")


def digest(chunks: Iterable[bytes]) -> str:
    """Return the SHA-256 of pieces put together."""
    total = hashlib.sha256()
    for chunk in chunks:
        total.update(chunk)
    return total.hexdigest()


def input_digests() -> dict[str, str]:
    """Return the digest of every file of parameters."""
    files = sorted(resources.files(PACKAGE).iterdir(), key=lambda path: path.name)
    return {path.name: digest([path.read_bytes()]) for path in files if path.name.endswith((".yaml", ".csv"))}


def program_digest() -> str:
    """Return the digest of the source of everything that makes a number."""
    return digest(_sources())


def _sources() -> Iterator[bytes]:
    folders = [Path(str(resources.files("roi_model"))) / layer for layer in LAYERS]
    folders.append(Path(inspect.getfile(load_intervention(INTERVENTION_NAMES[0]).model)).parent)
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            yield path.relative_to(folder).as_posix().encode()
            yield path.read_bytes()
