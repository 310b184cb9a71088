"""What was chosen as a short text that an address can hold, and as a file; and both read back."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from typing import Any

from roi_model.app.chosen import Chosen
from roi_model.app.opening import Opened, opened
from roi_model.inputs.refusal import InputError

VERSION = "1"
MOST_CHARACTERS = 6_000  # of a link; some programs cut longer addresses
MOST_BYTES = 100_000  # of a scenario, written out
LINK, FILE = "The link", "The file"


def encode(chosen: Chosen) -> str:
    """Return what was chosen as letters, digits, hyphens and underscores.

    Raises
    ------
    InputError
        When it is too long for an address.

    Examples
    --------
    >>> from roi_model.app.chosen import DEFAULT
    >>> decode(encode(DEFAULT)) == DEFAULT
    True
    """
    plain = json.dumps(chosen.as_dict(), separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    packed = base64.urlsafe_b64encode(zlib.compress(plain.encode(), 9)).decode().rstrip("=")
    if len(packed) + len(VERSION) > MOST_CHARACTERS:
        raise InputError("This scenario is too long for a link; save it as a file instead.")
    return VERSION + packed


def decode(text: str) -> Chosen:
    """Read what `encode` wrote.

    Raises
    ------
    InputError
        When the text is not that of a link, or what it asks for cannot be answered.
    """
    return Chosen.read(_held(text), LINK)


def open_link(text: str) -> Opened:
    """Read as much as can be used of a link that somebody sent.

    Raises
    ------
    InputError
        When the text is not that of a link.
    """
    return opened(_held(text), LINK)


def write_file(chosen: Chosen) -> str:
    """Return what was chosen as the text of a file that people can read: JSON."""
    return json.dumps(chosen.as_dict(), indent=2, ensure_ascii=False) + "\n"


def read_file(content: bytes) -> Chosen:
    """Read what `write_file` wrote.

    Raises
    ------
    InputError
        When the file is empty, too large, not a scenario, or asks for what cannot be answered.
    """
    if not content.strip():
        raise InputError(f"{FILE} is empty.")
    if len(content) > MOST_BYTES:
        raise InputError(f"{FILE} has {len(content):,} bytes; a scenario has at most {MOST_BYTES:,}.")
    return Chosen.read(_content(content, FILE), FILE)


def _held(text: str) -> Any:
    if len(text) > MOST_CHARACTERS:
        raise InputError(f"{LINK} is {len(text):,} characters long; it must be at most {MOST_CHARACTERS:,}.")
    if not text.startswith(VERSION):
        raise InputError(f"{LINK} cannot be read: it is not one that this program made.")
    return _content(_unpacked(text[len(VERSION) :]), LINK)


def _unpacked(text: str) -> bytes:
    """Unpack, but never more than a scenario can hold: a short text can be made to swell without end."""
    cannot = InputError(f"{LINK} cannot be read: part of it is missing or was changed.")
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        unpacker = zlib.decompressobj()
        plain = unpacker.decompress(packed, MOST_BYTES)
    except (binascii.Error, ValueError, zlib.error):
        raise cannot from None
    if not unpacker.eof:
        raise cannot
    return plain


def _content(plain: bytes, place: str) -> Any:
    try:
        return json.loads(plain.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # not text, not JSON, or nested beyond all measure
        raise InputError(f"{place} cannot be read: it does not hold a scenario.") from None
