"""The record of a run: everything needed to get the same numbers again."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from roi_model.analysis.request import Request
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.outputs.record.command_line import command_line

PACKAGES = ("roi-model", "numpy", "scipy", "SALib", "scikit-learn")


@dataclass(frozen=True)
class RunRecord:
    """How numbers came about.

    Attributes
    ----------
    price_year, schedule, perspective, also_count, draws, seed, method, correlation
        The analysis.
    parameter_digest
        First sixteen hexadecimal digits of the SHA-256 of every parameter, population figure
        and payer of every case, in order: the same digest means the same inputs.
    versions
        Python and the packages that the numbers depend on.
    request
        What was asked, as a `Request` reads it; empty where the command does not record it.
    command
        The command line that asks the same.
    horizons
        The time horizons, where there are several for each intervention.
    options
        What the command was given beside the request: partners, terms or limits.
    """

    price_year: str
    schedule: str
    perspective: str
    also_count: str
    draws: int
    seed: int
    method: str
    correlation: dict[str, float]
    parameter_digest: str
    versions: dict[str, str]
    request: dict[str, Any] = field(default_factory=dict)
    command: str = ""
    horizons: tuple[int, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Return the record as plain values, for JSON; without a request where none is recorded."""
        content = asdict(self)
        if not self.command:
            del content["request"], content["command"]
        for name in ("horizons", "options"):
            if not content[name]:
                del content[name]
        return content


def run_record(
    cases: Sequence[Case],
    analysis: Analysis,
    asked: Request | None = None,
    command: str = "",
    horizons: Sequence[int] = (),
    options: Mapping[str, Any] | None = None,
) -> RunRecord:
    """Record a run of these cases under this analysis.

    Parameters
    ----------
    cases, analysis
        What was run; the analysis may have more draws than were asked for.
    asked, command
        The request, and the command that it was given to; with both, `reproduce` can run it again.
    horizons
        Where each case was evaluated at several.
    options
        What the command was given beside the request, by the name of each.
    """
    request = None if asked is None else asked.changed(draws=analysis.draws)
    return RunRecord(
        analysis.price_year,
        analysis.schedule_name,
        analysis.perspective,
        analysis.also_count.value,
        analysis.draws,
        analysis.seed,
        analysis.method.value,
        correlated_pairs(analysis),
        parameter_digest(cases),
        versions(),
        {} if request is None else request.as_dict(),
        "" if request is None else command_line(command, request, options) + (" --all-horizons" if horizons else ""),
        tuple(horizons),
        dict(options or {}),
    )


def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that numbers depend on."""
    return {"python": platform.python_version(), **{name: package_version(name) for name in PACKAGES}}


def correlated_pairs(analysis: Analysis) -> dict[str, float]:
    """Return the rank correlations of an analysis, by the names of the two streams."""
    if analysis.correlation is None:
        return {}
    streams, matrix = analysis.correlation.streams, analysis.correlation.matrix
    return {
        f"{streams[row]}, {streams[column]}": matrix[row][column]
        for row in range(len(streams))
        for column in range(row)
        if matrix[row][column]
    }


@lru_cache(maxsize=len(PACKAGES) + 1)  # looked up on disk, and the app writes it under every page
def package_version(name: str = "roi-model") -> str:
    """Return the installed version of a package, or "not installed"."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def parameter_digest(cases: Sequence[Case]) -> str:
    """Return the digest of everything the cases were given."""
    content = [
        {
            "intervention": case.intervention.name,
            "figures": dict(sorted(case.area.figures.items())),
            "payers": {sector.value: share for sector, share in sorted(case.payers.items())},
            **({"payments": _payments(case)} if case.payments else {}),
            "parameters": [parameter.model_dump(mode="json") for parameter in case.parameters],
            # Only where it differs, so that a run without it keeps the digest it always had.
            **({"effect": case.effect} if case.effect != 1 else {}),
        }
        for case in cases
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


def _payments(case: Case) -> dict[str, dict[str, list[float]]]:
    return {
        label: {sector.value: list(shares) for sector, shares in sorted(payment.items())}
        for label, payment in sorted(case.payments.items())
    }
