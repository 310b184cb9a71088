"""The comparison as plain values at full precision, for CSV and JSON."""

from __future__ import annotations

import math
from typing import Any

from .compare import HeadlineComparison, LeverComparison, Validation
from .independent import IndependentCheck
from .target import Target


def headline_records(validation: Validation) -> list[dict[str, Any]]:
    """Return a record for each headline."""
    return [{**_target(found.target), **_headline(found)} for found in validation.headlines]


def check_records(validation: Validation) -> list[dict[str, Any]]:
    """Return a record for each independent or circular check."""
    return [{**_target(check.target), **_check(check)} for check in validation.checks]


def lever_record(intervention: str, lever: LeverComparison) -> dict[str, Any]:
    """Return one lever: evidence, stored value and the value solved again."""
    return {"intervention": intervention, **_lever(lever), "unchanged": lever.unchanged}


def _target(target: Target) -> dict[str, Any]:
    return {
        "id": target.id,
        "kind": target.kind.value,
        "subject": target.subject,
        "quantity": target.quantity,
        "horizon": target.horizon,
        "unit": target.unit,
        "published": target.value,
        "tolerance": target.tolerance,
        "source": target.source,
        "locator": target.locator,
        "checked": target.checked.value,
        "note": target.note,
    }


def _headline(found: HeadlineComparison) -> dict[str, Any]:
    return {
        "evidence_base_case": found.evidence.base,
        "evidence_mean": found.evidence.mean,
        "evidence_low": found.evidence.low,
        "evidence_high": found.evidence.high,
        "published_inside_interval": found.inside,
        "phe_2017_base_case": found.phe_2017,
        "reproduced": found.reproduced,
        "difference_explained": found.explained,
        **_lever(found.lever),
        "lever_inside_interval": found.lever.inside,
    }


def _lever(lever: LeverComparison) -> dict[str, Any]:
    return {
        "lever": lever.name,
        "lever_evidence": lever.evidence_value,
        "lever_low": lever.low,
        "lever_high": lever.high,
        "lever_stored": lever.stored,
        "lever_solved_again": lever.fresh,
    }


def _check(check: IndependentCheck) -> dict[str, Any]:
    return {
        "here": None if math.isnan(check.value) else check.value,
        "difference": None if math.isnan(check.value) else check.value - check.target.value,
        "agrees": check.agrees,
        "difference_explained": check.explained,
    }
