"""Running ``roi-model`` inside the test's own process."""

from __future__ import annotations

import csv
import json
import sys
import warnings
from dataclasses import dataclass
from typing import Any

import pytest

from roi_model.cli import main


@dataclass(frozen=True)
class Answer:
    """What a command wrote, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Standard output as JSON; a bare NaN or Infinity is not JSON."""
        return json.loads(self.out, parse_constant=_refuse)

    @property
    def csv(self) -> list[dict[str, str]]:
        """Standard output as the rows of a CSV file."""
        return list(csv.DictReader(self.out.splitlines()))


def _refuse(constant: str) -> None:
    raise AssertionError(constant)


class CommandLine:
    """The command ``roi-model``, as if typed."""

    def __init__(self, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.patch, self.capture = patch, capture

    def __call__(self, *words: str) -> Answer:
        self.patch.setattr(sys, "argv", ["roi-model", *words])
        self.capture.readouterr()
        try:
            with warnings.catch_warnings():
                # The parser suspects a test that reads sys.argv; here that is the point.
                warnings.filterwarnings("ignore", message="Cyclopts application invoked without tokens")
                main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(bool(end.code))
        written = self.capture.readouterr()
        return Answer(code, written.out, written.err)
