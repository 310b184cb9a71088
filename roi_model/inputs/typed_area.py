"""An area whose figures the user types, alone or on top of a known one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from numbers import Real

from roi_model.inputs.area import Area, few_residents_warning
from roi_model.inputs.area_table import AreaKind
from roi_model.inputs.local_value import england_area_values
from roi_model.inputs.population import population
from roi_model.inputs.refusal import InputError, unknown

TYPED = "typed by the user"
MOST_PEOPLE = 1_000_000_000  # far above England; more is a slip of the keyboard


def typed_area(figures: Mapping[str, float], base: Area | None = None) -> Area:
    """Return an area with figures typed by the user.

    Parameters
    ----------
    figures
        Population figures by name, such as ``adults`` or ``employment_rate``.
    base
        The area that gives every other figure and the local values; by default England's
        employment rate and national values, and no other figure.

    Raises
    ------
    InputError
        When a name is unknown, or a figure is not a number the model can take.

    Examples
    --------
    >>> typed_area({"adults": 1000}).figure("adults")
    1000.0
    """
    if not figures:
        raise InputError(f"No figure is typed; allowed: {', '.join(population().figure_names)}.")
    problems = [problem for name, value in figures.items() if (problem := _problem(name, value))]
    problems = problems or _too_many(figures)
    if problems:
        raise InputError(problems)
    typed = {name: float(value) for name, value in figures.items()}
    national = england_area_values()
    provenance = base.provenance if base else national.provenance
    names = ", ".join(population().label(key).lower() for key in typed)
    name = f"{base.name}, with figures typed for: {names}" if base else "Typed figures"
    return Area(
        name=name,
        codes=base.codes if base else (),
        kind=AreaKind.TYPED,
        figures={**(base.figures if base else national.figures), **typed},
        scales=base.scales if base else national.scales,
        provenance={**provenance, **dict.fromkeys(typed, TYPED)},
        warnings=_warnings(typed, base, name),
    )


def _problem(name: str, value: object) -> str | None:
    names = population().figure_names
    if name not in names:
        return str(unknown("population figure", name, names))
    share = name not in population().figures
    allowed = "a share between 0 and 1" if share else "a whole number of people, 0 or more"
    if isinstance(value, bool) or not isinstance(value, Real):
        return f"{name} is {value!r}; it must be {allowed}."
    number = float(value)
    if not math.isfinite(number) or number < 0 or (share and number > 1):
        return f"{name} is {number:g}; it must be {allowed}."
    if not share and not number.is_integer():
        return f"{name} is {number:,.12g}; it must be {allowed}."
    if number > MOST_PEOPLE:
        return f"{name} is {number:,.0f}; it must be at most {MOST_PEOPLE:,} people."
    return None


def _too_many(figures: Mapping[str, float]) -> list[str]:
    """Where residents are typed too, no group of them can be larger."""
    residents = figures.get("residents", math.inf)
    return [
        f"{name} is {value:,g}, more than the {residents:,g} residents; type both for the same area."
        for name, value in figures.items()
        if name in population().figures and value > residents
    ]


def _warnings(typed: Mapping[str, float], base: Area | None, name: str) -> tuple[str, ...]:
    if base is not None and "residents" not in typed:
        return base.warnings
    return few_residents_warning(name, typed["residents"]) if "residents" in typed else ()
