"""A sweep laid out: every run that it will make, in an order that never changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from roi_model.analysis.request import Request


@dataclass(frozen=True)
class SweepScenario:
    """One scenario of a sweep, before it meets a place.

    Attributes
    ----------
    name
        Its own name; no two scenarios of a sweep share one.
    request
        Everything it asks, but for the place and the time horizons.
    horizons
        Whole years; None for each intervention's published time horizon.
    settings
        What it sets, in words: name to value.
    package
        Interventions that are bought together, for figures of the whole beside those of each; none by default.
    """

    name: str
    request: Request
    horizons: tuple[int, ...] | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    package: tuple[str, ...] = ()


@dataclass(frozen=True)
class SweepArea:
    """One place of a sweep: what it is called, the places that make it up, and their codes."""

    name: str
    places: tuple[str, ...]
    code: str = ""


@dataclass(frozen=True)
class Unit:
    """The unit of work: one scenario in one place, for every intervention and time horizon asked for.

    It can be pickled and sent to another process, and needs nothing else to be run.

    Attributes
    ----------
    number
        Its place in the plan, from 0.
    scenario, area
        What the scenario and the place are called in the results.
    area_code
        ONS codes of the place, with + between several.
    request
        Everything asked, the place included.
    horizons
        Whole years; None for each intervention's published time horizon.
    package
        As of the scenario.
    """

    number: int
    scenario: str
    area: str
    request: Request
    horizons: tuple[int, ...] | None = None
    area_code: str = ""
    package: tuple[str, ...] = ()


@dataclass(frozen=True)
class SweepPlan:
    """Scenarios × places, each for every intervention asked for.

    Units are made when they are asked for, so that a plan of millions takes no more memory than
    its scenarios, which may themselves be made one by one.

    Attributes
    ----------
    name
        What the user calls the sweep.
    scenarios
        In their order; all of them share draws and seed.
    areas
        In their order.
    notes
        What a reader must know of where it came from, a sentence each; no number depends on them.
    """

    name: str
    scenarios: Sequence[SweepScenario]
    areas: tuple[SweepArea, ...]
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return how many units there are."""
        return len(self.scenarios) * len(self.areas)

    def unit(self, number: int) -> Unit:
        """Return one unit: all places of the first scenario come first, then those of the second.

        Examples
        --------
        >>> asked = Request(interventions=("debt_advice",), draws=100)
        >>> plan = SweepPlan("", [SweepScenario("as it is", asked)], (SweepArea("Leeds", ("Leeds",)),))
        >>> len(plan), plan.unit(0).request.areas
        (1, ('Leeds',))
        """
        return _unit(number, self.scenarios[number // len(self.areas)], self.areas[number % len(self.areas)])

    def units(self, start: int = 0, stop: int | None = None) -> Iterator[Unit]:
        """Yield the units from one number to the one before another, by default all of them."""
        last = len(self) if stop is None else stop
        for place in range(start // len(self.areas), -(-last // len(self.areas))):
            scenario, first = self.scenarios[place], place * len(self.areas)
            for number in range(max(start, first), min(last, first + len(self.areas))):
                yield _unit(number, scenario, self.areas[number - first])


def _unit(number: int, scenario: SweepScenario, area: SweepArea) -> Unit:
    # Both were checked when the plan was read, so the copy is not checked again.
    request = scenario.request.model_copy(update={"areas": area.places})
    return Unit(number, scenario.name, area.name, request, scenario.horizons, area.code, scenario.package)
