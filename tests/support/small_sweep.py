"""A small sweep for tests, and folders compared byte by byte."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from roi_model.analysis.sweep.plan import SweepPlan, Unit
from roi_model.analysis.sweep.unit import Finished, run_here
from roi_model.outputs.sweep.run import Outcome, run_sweep
from roi_model.outputs.sweep.source import load_plan

SMALL: dict[str, Any] = {
    "name": "Small",
    "areas": ["Leeds", "Kent"],
    "interventions": ["debt_advice", "loneliness"],
    "draws": 20,
    "scenarios": {"as it is": {}, "more": {"coverage": 0.3}, "cautious": {"builds_on": "more", "preset": "evidence"}},
}
PER_FILE = 2  # the six units in three files
FAILING = {"scenarios": {"fine": {}, "next to nothing": {"debt_advice.advice_cost": "1e-320@2024-25"}}}


def small_plan(**changes: Any) -> SweepPlan:
    """Three scenarios in two places for two interventions: six units."""
    return load_plan({**SMALL, **changes})


def contents(folder: Path) -> dict[str, str]:
    """From the path of each file inside a folder to the digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def interrupted(tmp_path: Path, after: int) -> Path:
    """The folder of a small sweep whose backend is broken off after some units."""

    def breaks_off(units: Iterable[Unit]) -> Iterator[Finished]:
        for number, done in enumerate(run_here(units)):
            if number == after:
                raise KeyboardInterrupt
            yield done

    folder = tmp_path / "broken off"
    with pytest.raises(KeyboardInterrupt):
        run_sweep(small_plan(), folder, backend=breaks_off, per_file=PER_FILE)
    return folder


def run_small(folder: Path) -> Outcome:
    """Run the small sweep into a folder, two units in each file."""
    return run_sweep(small_plan(), folder, per_file=PER_FILE)
