"""How the plan of a sweep is cut into files."""

from __future__ import annotations

from dataclasses import dataclass

from roi_model.analysis.sweep.plan import SweepPlan
from roi_model.inputs.refusal import InputError

# Interventions × draws × time horizons in one file: some seconds of work, which is what a kill can cost.
WORK_PER_FILE = 4_000_000
MOST_UNITS = 500


@dataclass(frozen=True)
class Parts:
    """Units 0 to ``units`` − 1 in parts of ``per_file``, the last one shorter."""

    units: int
    per_file: int

    def __len__(self) -> int:
        return (self.units + self.per_file - 1) // self.per_file

    def of(self, unit: int) -> int:
        """Return the number of the part that a unit is in."""
        return unit // self.per_file

    def span(self, number: int) -> range:
        """Return the numbers of a part's units."""
        return range(number * self.per_file, min((number + 1) * self.per_file, self.units))

    def file_name(self, number: int) -> str:
        """Return the name of a part's file, which sorts in the order of the plan.

        Examples
        --------
        >>> Parts(units=1000, per_file=300).file_name(3)
        'units-000000900-000000999.parquet'
        """
        span = self.span(number)
        return f"units-{span.start:09d}-{span.stop - 1:09d}.parquet"


def units_per_file(plan: SweepPlan) -> int:
    """Return how many units a file holds, from the plan alone: the same for any backend.

    Formula: 4,000,000 ÷ (interventions × draws × time horizons of the first scenario), at least 1 and at most 500.
    """
    first = plan.scenarios[0]
    work = len(first.request.interventions) * first.request.draws * len(first.horizons or (0,))
    return max(1, min(MOST_UNITS, WORK_PER_FILE // work))


def checked_per_file(units: int) -> int:
    """Return how many units a file holds, or refuse it."""
    if units < 1:
        raise InputError(f"units-per-file is {units}; it must be a whole number of 1 or more.")
    return units
