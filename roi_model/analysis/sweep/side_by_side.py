"""From cases to their rows: those that are alike but for their numbers are evaluated and summarised side by side."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from roi_model.analysis.sweep.figures import Rows
from roi_model.analysis.sweep.rows import keys_of, layout_of, values_of
from roi_model.engine.alike import evaluate_alike, likeness
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.design import Design
from roi_model.engine.draws import Sampler
from roi_model.engine.freed_memory import keep_freed_memory

# Draws of cases side by side: enough to be fast, and few enough for the cache of a processor. Fewer where there are
# more years than these.
DRAWS, YEARS = 2**14, 10
# What a scenario may fail with; anything else is a fault of the machine, and stops the sweep.
FAILURES = (ValueError, ArithmeticError, LookupError, TypeError, AttributeError)


@dataclass(frozen=True)
class Asked:
    """A case, the rules it is looked at by, and the time horizons."""

    case: Case
    analysis: Analysis
    horizons: tuple[int, ...]

    @property
    def likeness(self) -> Hashable:
        """What must be the same of all that are evaluated side by side."""
        return self.analysis, self.horizons, likeness(self.case)


def rows_of(asked: Sequence[Asked]) -> list[Rows | Exception]:
    """Return the rows of each case, or why it could not be evaluated.

    What a case gives depends on itself alone, to the last bit.
    """
    groups: dict[Hashable, list[int]] = {}
    for place, one in enumerate(asked):
        groups.setdefault(one.likeness, []).append(place)
    found: dict[int, Rows | Exception] = {}
    for places in groups.values():
        first = asked[places[0]]
        size = cases_at_once(first.analysis.draws, max(first.horizons))
        for start in range(0, len(places), size):
            some = places[start : start + size]
            found.update(zip(some, _rows([asked[place] for place in some]), strict=True))
    return [found[place] for place in range(len(asked))]


def cases_at_once(draws: int, years: int = YEARS) -> int:
    """Return how many cases that are alike are evaluated side by side.

    Examples
    --------
    >>> cases_at_once(1_000), cases_at_once(1_000, years=50), cases_at_once(1_000_000)
    (16, 3, 1)
    """
    return max(1, DRAWS * YEARS // (draws * max(years, YEARS)))


def _rows(alike: Sequence[Asked]) -> Iterator[Rows | Exception]:
    """Yield the rows of each case; where they fail together, each is tried alone."""
    try:
        # What cannot be divided or is too large must fail by name, and not give a row of nothing.
        with np.errstate(divide="raise", invalid="raise", over="raise"):
            rows = _together(alike)
    except FAILURES as error:
        if len(alike) == 1:
            yield error
        else:
            for one in alike:
                yield from _rows([one])
    else:
        yield from rows


def _together(alike: Sequence[Asked]) -> list[Rows]:
    first = alike[0]
    sampler = _sampler(first.analysis.design)
    found = evaluate_alike([one.case for one in alike], first.analysis, first.horizons, sampler=sampler)
    layout = layout_of(found.lines, first.analysis.sectors)
    names = [(one.case.intervention.name, one.case.parameters.preset) for one in alike]
    values = values_of(found, layout)
    return [Rows(keys_of(layout, *name, first.horizons), own) for name, own in zip(names, values, strict=True)]


@lru_cache(maxsize=1)
def _sampler(design: Design) -> Sampler:
    """Draws shared by every unit of a sweep in this process: common random numbers."""
    keep_freed_memory()
    return Sampler(design)
