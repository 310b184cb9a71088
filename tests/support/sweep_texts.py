"""Sweeps written as YAML in tests, and what is said of bad ones."""

from __future__ import annotations

import pytest

from roi_model.analysis.sweep.file import read_plan
from roi_model.analysis.sweep.plan import SweepPlan
from roi_model.inputs.document_text import parse_yaml
from roi_model.inputs.refusal import InputError


def plan_of(text: str) -> SweepPlan:
    """Read a sweep from YAML."""
    return read_plan(parse_yaml(text, "plan.yaml"))


def problems_of(text: str) -> list[str]:
    """Return the sentences that refuse a sweep."""
    with pytest.raises(InputError) as refused:
        plan_of(text)
    return list(refused.value.problems)


def wide(points: int) -> str:
    """Return three axes of a grid with as many points each."""
    names = ("coverage", "over_indebted", "risk_in_debt")
    return ", ".join(f"{name}: {{from: 0.1, to: 0.9, points: {points}}}" for name in names)
