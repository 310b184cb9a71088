"""Settings of all tests: shared code within reach, and random tests that are the same each time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from command_line import CommandLine

HERE = Path(__file__).parent
sys.path += [str(HERE / "support"), str(HERE / "golden")]

# Derandomised, so that a failure on one machine is the same failure on every other.
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile("ci")


@pytest.fixture(autouse=True)
def _same_main() -> Iterator[None]:
    """Put the main module back: Streamlit takes its place, and processes that are spawned later would run the app."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture
def roi_model(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line, called in this process."""
    from command_line import CommandLine  # noqa: PLC0415 - within reach only once the path above is set

    return CommandLine(monkeypatch, capsys)
