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
        What it changes, as it was written: name to value.
    """

    name: str
    request: Request
    horizons: tuple[int, ...] | None = None
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class SweepArea:
    """One place of a sweep: what it is called, and the places that make it up."""

    name: str
    places: tuple[str, ...]


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
    request
        Everything asked, the place included.
    horizons
        Whole years; None for each intervention's published time horizon.
    """

    number: int
    scenario: str
    area: str
    request: Request
    horizons: tuple[int, ...] | None = None


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
    """

    name: str
    scenarios: Sequence[SweepScenario]
    areas: tuple[SweepArea, ...]

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
        scenario = self.scenarios[number // len(self.areas)]
        area = self.areas[number % len(self.areas)]
        # Both were checked when the plan was read, so the copy is not checked again.
        request = scenario.request.model_copy(update={"areas": area.places})
        return Unit(number, scenario.name, area.name, request, scenario.horizons)

    def units(self, start: int = 0, stop: int | None = None) -> Iterator[Unit]:
        """Yield the units from one number to the one before another, by default all of them."""
        yield from (self.unit(number) for number in range(start, len(self) if stop is None else stop))
