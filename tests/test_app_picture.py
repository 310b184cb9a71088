"""The picture of the app in the documents: it is there, as wide as a screen, and small enough for a page."""

from __future__ import annotations

import struct
from pathlib import Path

PICTURE = Path(__file__).parent.parent / "docs" / "images" / "app.png"


def test_the_picture_of_the_app_is_a_screen_wide_and_small() -> None:
    content = PICTURE.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    assert width == 1280
    assert 600 <= height <= 1200
    assert len(content) < 300_000
