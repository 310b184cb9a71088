"""Interventions that are bought together, in a sweep: the figures of a whole package, net of overlap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from roi_model.analysis.package_figures import COMMON_HORIZON
from roi_model.analysis.request import Request
from roi_model.analysis.request_parts import narrowed
from roi_model.analysis.sweep.cases import cases_of
from roi_model.analysis.sweep.figures import Key, Rows, package_figures_of
from roi_model.analysis.sweep.rows import keys_of, layout_of, values_of
from roi_model.engine.alike import AlikeTotals
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.engine.catalogue import load_intervention
from roi_model.engine.design import Design
from roi_model.engine.draws import Sampler
from roi_model.engine.line_totals import LineTotals
from roi_model.engine.package import Package, check_package, evaluate_package
from roi_model.inputs.refusal import InputError

PACKAGE = "package"  # the setting of a scenario, and the name of its rows among the interventions
ALL = "all"
SEPARATOR = re.compile(r"[;,]")


def package_of(value: Any, interventions: Sequence[str]) -> tuple[str, ...]:
    """Return the interventions that a scenario buys together; none where it sets nothing.

    Parameters
    ----------
    value
        ``all`` that the sweep runs; names, as a list or with semicolons between them; ``none``.
    interventions
        Those that the sweep runs.

    Raises
    ------
    InputError
        When a name is unknown or not run, stands twice, or there is one alone.

    Examples
    --------
    >>> package_of("all", ("debt_advice", "loneliness")), package_of("none", ("debt_advice",))
    (('debt_advice', 'loneliness'), ())
    """
    if value is None or value is False or value == "none":
        return ()
    if value is True or value == ALL:
        names = tuple(interventions)
    else:
        listed = SEPARATOR.split(value) if isinstance(value, str) else value
        if not isinstance(listed, list | tuple) or not all(isinstance(name, str) for name in listed):
            raise InputError(f"{PACKAGE} is {value!r}; it must be '{ALL}', or names of interventions.")
        names = tuple(load_intervention(name.strip()).name for name in listed if name.strip())
    idle = [name for name in names if name not in interventions]
    if idle:
        raise InputError(f"{PACKAGE} names {', '.join(idle)}, which the sweep does not run.")
    if len(set(names)) < len(names):
        raise InputError(f"{PACKAGE} names {next(name for name in names if names.count(name) > 1)} twice.")
    if len(names) < 2:
        held = f"{len(names)} intervention{'' if len(names) == 1 else 's'}"
        raise InputError(f"{PACKAGE} holds {held}; it needs two or more.")
    return names


def package_rows(request: Request, members: Sequence[str], horizons: tuple[int, ...] | None) -> Rows:
    """Return every figure of a package, time horizon by time horizon: those of ``roi-model package``, to the last bit.

    Formula: sums over the lines of all members, those that take out what is claimed twice among them.
    Limits: people are not added up, as some are reached by several interventions; a cost per QALY is given only where
    the QALYs of all members are known.

    Parameters
    ----------
    request
        Everything asked, the place included.
    members
        Which interventions are bought together.
    horizons
        Whole years; None for five, as of ``roi-model package``, because a package has one time horizon.

    Examples
    --------
    >>> asked = Request(areas=("Leeds",), draws=100)
    >>> rows = package_rows(asked, ("debt_advice", "collaborative_care"), (5,))
    >>> [f"{key.measure} {rows.values[n, 1]:.0f}" for n, key in enumerate(rows.keys) if "taken" in key.measure]
    ['benefits_taken_out 3200']
    """
    asked, analysis = narrowed(request, members), request.analysis()
    together: dict[tuple[int, ...], list[Case]] = {}
    for case, years in cases_of(asked, horizons or (COMMON_HORIZON,)):
        together.setdefault(years, []).append(case)
    keys: list[Key] = []
    values: list[Array] = []
    for years, cases in together.items():
        missing = [name for name in members if name not in {case.intervention.name for case in cases}]
        if missing:
            raise InputError(f"A figure of the place is not known for {', '.join(missing)}.")
        package = evaluate_package(cases, analysis, years, sampler=_sampler(analysis.design))
        layout = layout_of(package.lines, analysis.sectors, package_figures_of)
        keys += keys_of(layout, PACKAGE, "", years)
        values.append(values_of(_as_one(package), layout)[0])
    return Rows(tuple(keys), np.concatenate(values))


def check_package_of(request: Request, members: Sequence[str], horizons: tuple[int, ...] | None) -> None:
    """Refuse interventions that cannot be bought together."""
    if members:
        check_package([case for case, _ in cases_of(narrowed(request, members), horizons or (COMMON_HORIZON,))])


def _as_one(package: Package) -> AlikeTotals:
    """Return a package as one case whose lines are those of all members."""

    def sums(found: Sequence[LineTotals]) -> Array:
        both = [[line.undiscounted for line in found], [line.discounted for line in found]]
        return np.array(both).transpose(0, 1, 3, 2)

    return AlikeTotals(
        analysis=package.analysis,
        horizons=package.horizons,
        lines=package.lines,
        base=sums(package.base),
        simulated=sums(package.simulated)[:, :, :, np.newaxis],
        base_yearly=package.base_yearly[:, np.newaxis],
        mean_yearly=package.mean_yearly[:, np.newaxis],
    )


@lru_cache(maxsize=1)
def _sampler(design: Design) -> Sampler:
    """Draws shared by every package of a sweep in this process: common random numbers."""
    return Sampler(design)
