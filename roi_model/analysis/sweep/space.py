"""Reading the grid and the design of a sweep file: axes with values, and ranges to be filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np

from roi_model.analysis.grid import Axis, read_axis
from roi_model.analysis.sweep.points import Design, Grid, Range, Value
from roi_model.analysis.sweep.problems import Problems
from roi_model.analysis.sweep.scenario_list import BUILDS_ON, folded
from roi_model.analysis.sweep.settings import HORIZON, HORIZONS, Settings, flat, in_words, parameter_names
from roi_model.engine.case import build_case
from roi_model.engine.cash_flow import Array
from roi_model.engine.design import Method
from roi_model.inputs.area import find_area
from roi_model.inputs.assignment import parse_number
from roi_model.inputs.document import Place
from roi_model.inputs.refusal import InputError, nearest, unknown

MOST_SCENARIOS = 1_000_000
INTERVAL = "interval"
SPAN = ("from", "to", "points", "price_year")
DESIGN = ("method", "points", "seed", "ranges", BUILDS_ON)
DEFAULTS: tuple[tuple[str, Any], ...] = (("method", Method.LATIN_HYPERCUBE.value), ("points", None), ("seed", 1))
METHODS = (Method.LATIN_HYPERCUBE.value, Method.SOBOL.value)


@dataclass(frozen=True)
class Within:
    """What a grid or a design may refer to.

    Attributes
    ----------
    interventions
        Those of the sweep.
    built
        From one or several names of scenarios to what they set.
    check
        Refuses settings that no intervention can be run with.
    problems
        Where everything wrong is noted.
    """

    interventions: Sequence[str]
    built: Callable[[Any], Settings]
    check: Callable[[Settings], None]
    problems: Problems


def read_grid(written: Any, within: Within) -> Grid | None:
    """Return the full grid that a sweep file asks for, or None where something is wrong with it.

    An axis is a setting with a list of values, or a parameter with ``{from, to, points}``.
    """
    problems = within.problems
    if not isinstance(written, Mapping) or not written:
        problems.add(("grid",), "grid is empty; it must name settings with lists of values: {coverage: [0.1, 0.2]}.")
        return None
    for name, sentence in clashes([str(name) for name in written]):
        problems.add(("grid", name), sentence)
    axes = [(str(name), _axis(str(name), values, within)) for name, values in written.items()]
    grid = Grid(tuple((name, values) for name, values in axes if values))
    if len(grid) > MOST_SCENARIOS:
        problems.add(("grid",), f"grid has {len(grid):,} points; a sweep has at most {MOST_SCENARIOS:,} scenarios.")
        return None
    return grid if len(grid.axes) == len(written) else None


def _axis(name: str, written: Any, within: Within) -> tuple[Value, ...]:
    place: Place = ("grid", name)
    if isinstance(written, Mapping):
        with within.problems.caught(place):
            return _span(name, written, within)
        return ()
    values = written if isinstance(written, list | tuple) else [written]
    if not values:
        within.problems.add(place, f"{name} has no values; a grid needs at least one for each setting.")
    found = [_value(name, value, (*place, number), within) for number, value in enumerate(values)]
    texts = [value.text for value in found if value is not None]
    for text, other in sorted(set(_twice(texts))):
        as_too = f", as {other} too" if other != text else ""
        within.problems.add(place, f"{name} has the value {text} twice{as_too}; a value may stand only once.")
    return tuple(value for value in found if value is not None)


def _twice(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each value that stands again, as it was first written and as it stands again: 0.1 and 10% are the same."""
    first: dict[object, str] = {}
    for text in texts:
        meaning: object = folded(text)
        with suppress(InputError):
            meaning = parse_number(text, "")
        if meaning in first:
            yield first[meaning], text
        first.setdefault(meaning, text)


def clashes(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield names that leave an earlier one without effect, each with a sentence.

    Examples
    --------
    >>> [name for name, _ in clashes(["horizon", "coverage", "horizons"])]
    ['horizons']
    >>> [sentence for _, sentence in clashes(["debt_advice.coverage", "coverage"])]
    ['coverage comes after debt_advice.coverage and would set it anew; write coverage first.']
    """
    for number, name in enumerate(names):
        for before in names[:number]:
            if before.rpartition(".")[2] == name and before != name:
                yield name, f"{name} comes after {before} and would set it anew; write {name} first."
            if {before, name} == {HORIZON, HORIZONS}:
                yield name, f"{HORIZON} and {HORIZONS} are the same; write one of them."


def _value(name: str, value: Any, place: Place, within: Within) -> Value | None:
    before = len(within.problems)
    with within.problems.caught(place):
        if name == BUILDS_ON:
            return Value(in_words(value), within.built(value))
        read = flat({name: value})
        for _, sentence in read.problems:
            within.problems.add(place, sentence)
        if len(within.problems) == before:
            within.check(read.settings)
            return Value(in_words(value), read.settings)
    return None


def _span(name: str, written: Mapping[str, Any], within: Within) -> tuple[Value, ...]:
    """Return evenly spread values of a parameter."""
    strange = [key for key in written if key not in SPAN]
    if strange or not {"from", "to", "points"} <= set(written):
        guess = nearest(str(strange[0]), SPAN) if strange else None
        hint = f" Did you mean '{guess}' by '{strange[0]}'?" if guess else ""
        raise InputError(f"{name} must be a list of values, or {{from: LOW, to: HIGH, points: NUMBER}}.{hint}")
    points = written["points"]
    if isinstance(points, bool) or not isinstance(points, int):
        raise InputError(f"points is {points!r}; it must be a whole number.")
    axis = _ranged(name, written, within, points)
    year = f"@{axis.price_year}" if axis.price_year is not None else ""
    values = [f"{float(value)!r}{year}" if year else float(value) for value in axis.values]
    for value in (values[0], values[-1]):
        within.check({name: value})
    return tuple(Value(in_words(value), {name: value}) for value in values)


def read_design(written: Any, within: Within) -> Design | None:
    """Return the space-filling design that a sweep file asks for, or None where something is wrong with it."""
    problems, before = within.problems, len(within.problems)
    if not isinstance(written, Mapping) or not isinstance(written.get("ranges"), Mapping) or not written["ranges"]:
        problems.add(("design",), "design needs ranges: {coverage: [0.05, 0.3]}, and points.")
        return None
    for key in written:
        if key not in DESIGN:
            with problems.caught(("design", key)):
                raise unknown("part of a design", str(key), DESIGN)
    for name, sentence in clashes([str(name) for name in written["ranges"]]):
        problems.add(("design", "ranges", name), sentence)
    ranges = []
    for name, span in written["ranges"].items():
        with problems.caught(("design", "ranges", name)):
            ranges.append(_range(str(name), span, within))
    beneath: Settings = {}
    with problems.caught(("design", BUILDS_ON)):
        beneath = within.built(written[BUILDS_ON]) if BUILDS_ON in written else {}
    with problems.caught(("design", "points")):
        points = _points(written, len(written["ranges"]))
        return Design(tuple(ranges), points, beneath) if len(problems) == before else None
    return None


def _range(name: str, written: Any, within: Within) -> Range:
    if isinstance(written, Mapping) and not set(written) <= {"from", "to", "price_year"}:
        raise InputError(f"{name} must be {{from: LOW, to: HIGH}}, and price_year for money; points are the design's.")
    axis = _ranged(name, written, within, points=2)
    low, high = float(axis.values[0]), float(axis.values[-1])
    found = Range(name, low, high, axis.price_year, axis.first.whole)
    for share in (0.0, 1.0):
        within.check({name: found.at(share)})
    return found


def _ranged(name: str, written: Any, within: Within, points: int) -> Axis:
    """Return values of a parameter from the low to the high end of a range, both checked."""
    intervention, _, parameter = name.rpartition(".")
    candidates = (intervention,) if intervention in within.interventions else tuple(within.interventions)
    having = [other for other in candidates if parameter in parameter_names((other,))]
    if not having:
        raise unknown("parameter", name, parameter_names(candidates))
    case = build_case(having[0], find_area(["England"]))
    if written == INTERVAL:
        return read_axis(case, parameter, points)
    if isinstance(written, Mapping) and {"from", "to"} <= set(written):
        year = f"@{written['price_year']}" if "price_year" in written else ""
        text = f"{written['from']}:{written['to']}{year}"
    elif isinstance(written, list | tuple) and len(written) == 2:
        text = f"{written[0]}:{written[1]}"
    elif isinstance(written, str):
        text = written
    else:
        raise InputError(f"{name} has the range {written!r}; it must be [LOW, HIGH], LOW:HIGH@YEAR or '{INTERVAL}'.")
    return read_axis(case, f"{parameter}={text}", points)


def _points(written: Mapping[str, Any], dimensions: int) -> Array:
    """Return the points of a design, shape (points, dimensions), each between 0 and 1."""
    from scipy.stats import qmc  # noqa: PLC0415 - slow to load, and seldom wanted

    method, points, seed = (written.get(key, default) for key, default in DEFAULTS)
    if method not in METHODS:
        raise InputError(f"method is '{method}'; allowed: {' or '.join(METHODS)}.")
    if points is None:
        raise InputError("design has no points; say how many, such as points: 100.")
    for what, number, least in (("points", points, 1), ("seed", seed, 0)):
        if isinstance(number, bool) or not isinstance(number, int) or number < least:
            raise InputError(f"{what} of the design is {number!r}; it must be a whole number of {least} or more.")
    if points > MOST_SCENARIOS:
        raise InputError(f"points is {points:,}; a sweep has at most {MOST_SCENARIOS:,} scenarios.")
    rng = np.random.default_rng(seed)
    if method == Method.LATIN_HYPERCUBE:
        return qmc.LatinHypercube(d=dimensions, rng=rng).random(points)
    if points & (points - 1):
        below = 1 << (points.bit_length() - 1)
        raise InputError(f"points is {points}; Sobol' points must be a power of two, such as {below} or {2 * below}.")
    return qmc.Sobol(d=dimensions, scramble=True, rng=rng).random(points)
