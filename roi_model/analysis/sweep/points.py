"""Scenarios of a sweep, by list, by full grid or by a design that fills a space; made one by one when asked for."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, overload

from roi_model.analysis.sweep.package import PACKAGE, package_of
from roi_model.analysis.sweep.plan import SweepScenario
from roi_model.analysis.sweep.settings import HORIZONS, Settings, horizons_of, in_words, merged, request_of
from roi_model.engine.cash_flow import Array


class Points(Protocol):
    """Some scenarios, by number."""

    def __len__(self) -> int:
        """Return how many there are."""
        ...

    def name(self, number: int) -> str:
        """Return the name of one."""
        ...

    def settings(self, number: int) -> Settings:
        """Return what one sets, with what it builds on."""
        ...


@dataclass(frozen=True)
class Listed:
    """Scenarios named one by one: name to settings."""

    scenarios: tuple[tuple[str, Settings], ...]

    def __len__(self) -> int:
        return len(self.scenarios)

    def name(self, number: int) -> str:
        """Return the name of one."""
        return self.scenarios[number][0]

    def settings(self, number: int) -> Settings:
        """Return what one sets."""
        return self.scenarios[number][1]


@dataclass(frozen=True)
class Value:
    """One value of an axis: how it is written, and what it sets."""

    text: str
    settings: Settings


@dataclass(frozen=True)
class Grid:
    """Every combination of the values of some axes; the last axis moves fastest.

    Examples
    --------
    >>> low, high = Value("0.1", {"coverage": 0.1}), Value("0.2", {"coverage": 0.2})
    >>> grid = Grid((("coverage", (low, high)), ("horizon", (Value("5", {"horizons": 5}),))))
    >>> len(grid), grid.name(1), grid.settings(1)
    (2, 'coverage=0.2, horizon=5', {'coverage': 0.2, 'horizons': 5})
    """

    axes: tuple[tuple[str, tuple[Value, ...]], ...]

    def __len__(self) -> int:
        return math.prod(len(values) for _, values in self.axes)

    def name(self, number: int) -> str:
        """Return the values of all axes."""
        return ", ".join(f"{axis}={value.text}" for axis, value in self._values(number))

    def settings(self, number: int) -> Settings:
        """Return what the values of all axes set; later axes win."""
        return merged({}, *(value.settings for _, value in self._values(number)))

    def _values(self, number: int) -> Iterator[tuple[str, Value]]:
        after = len(self)
        for axis, values in self.axes:
            after //= len(values)
            yield axis, values[number // after % len(values)]


@dataclass(frozen=True)
class Range:
    """What one parameter may take in a design, ends included; money in prices of a year."""

    name: str
    low: float
    high: float
    price_year: str | None = None
    whole: bool = False

    def at(self, share: float) -> Any:
        """Return the value at a share of the range, 0 to 1, as a setting holds it.

        Examples
        --------
        >>> Range("advice_cost", 200, 300, "2009").at(0.5), Range("years", 1, 3, whole=True).at(0.99)
        ('250.0@2009', 3)
        """
        if self.whole:
            return min(int(self.low + share * (self.high - self.low + 1)), int(self.high))
        value = self.low + share * (self.high - self.low)
        return value if self.price_year is None else f"{value!r}@{self.price_year}"


@dataclass(frozen=True)
class Design:
    """Points that fill the space of some ranges evenly.

    Attributes
    ----------
    ranges
        One for each dimension.
    points
        Shares of the ranges, 0 to 1, shape (points, ranges).
    beneath
        What all points build on.
    """

    ranges: tuple[Range, ...]
    points: Array = field(repr=False)
    beneath: Settings = field(default_factory=dict)

    def __len__(self) -> int:
        return int(self.points.shape[0])

    def name(self, number: int) -> str:
        """Return the number of the point, counted from 1."""
        return f"point {number + 1:0{len(str(len(self)))}d}"

    def settings(self, number: int) -> Settings:
        """Return what one point sets."""
        shares = zip(self.ranges, self.points[number], strict=True)
        return merged(self.beneath, {found.name: found.at(float(share)) for found, share in shares})


@dataclass(frozen=True)
class SweepScenarios(Sequence[SweepScenario]):
    """All scenarios of a sweep, in order: those of the list, of the grid, of the design.

    Attributes
    ----------
    parts
        The list, the grid, the design.
    shared
        Settings of all of them.
    fields
        Fields of the request that are those of the whole sweep: interventions, draws, seed, method.
    """

    parts: tuple[Points, ...]
    shared: Settings
    fields: dict[str, Any]

    def __len__(self) -> int:
        return sum(len(part) for part in self.parts)

    @overload
    def __getitem__(self, number: int) -> SweepScenario: ...
    @overload
    def __getitem__(self, number: slice) -> list[SweepScenario]: ...
    def __getitem__(self, number: int | slice) -> SweepScenario | list[SweepScenario]:
        """Return one scenario, or several."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError(number)
        for part in self.parts:
            if number < len(part):
                return self._scenario(part.name(number), merged(self.shared, part.settings(number)))
            number -= len(part)
        raise IndexError(number)

    def names(self) -> Iterator[str]:
        """Yield the name of each."""
        yield from (part.name(number) for part in self.parts for number in range(len(part)))

    def words(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield the name of each and what it sets, in words."""
        for part in self.parts:
            for number in range(len(part)):
                yield part.name(number), _words(merged(self.shared, part.settings(number)))

    def _scenario(self, name: str, settings: Settings) -> SweepScenario:
        request, horizons = request_of(settings, self.fields), horizons_of(settings.get(HORIZONS))
        package = package_of(settings.get(PACKAGE), request.interventions)
        return SweepScenario(name, request, horizons, _words(settings), package)


def _words(settings: Settings) -> dict[str, str]:
    return {setting: in_words(value) for setting, value in settings.items()}
