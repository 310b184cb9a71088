"""A small sweep for tests, and folders compared byte by byte."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from roi_model.analysis.sweep.plan import SweepPlan
from roi_model.outputs.sweep.source import load_plan

SMALL: dict[str, Any] = {
    "name": "Small",
    "areas": ["Leeds", "Kent"],
    "interventions": ["debt_advice", "loneliness"],
    "draws": 20,
    "scenarios": {"as it is": {}, "more": {"coverage": 0.3}, "cautious": {"builds_on": "more", "preset": "evidence"}},
}
FAILING = {"scenarios": {"fine": {}, "too dear": {"debt_advice.advice_cost": "1e308@2024-25"}}}


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
