"""What a sweep will take: how many runs, how long, how much room; worked out from a few units that were run."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from roi_model.analysis.sweep.plan import SweepPlan
from roi_model.analysis.sweep.unit import Finished, run_unit, run_units, units_at_once
from roi_model.outputs.sweep.parts import Parts, units_per_file
from roi_model.outputs.sweep.table import parquet_bytes, part_table

PLACES = 8  # of the sample in the plan
FEWEST, PART = 3, 24  # neighbours at each of them: as many as a sweep runs at once, but few beside the whole plan
LONGEST = 5.0  # seconds that the sample may take before no further unit is begun


@dataclass(frozen=True)
class Forecast:
    """What a sweep will take.

    Attributes
    ----------
    scenarios, areas, interventions, draws
        What it is made of.
    units, runs, files
        A unit is a scenario in a place; a run is a unit for one intervention.
    sampled
        How many units were run to find out.
    seconds, rows, size
        For the whole sweep in one process on this machine, from the units that were run.
    failed
        How many of them could not be worked out in full.
    """

    scenarios: int
    areas: int
    interventions: int
    draws: int
    units: int
    runs: int
    files: int
    sampled: int
    seconds: float
    rows: int
    size: int
    failed: int


def forecast(plan: SweepPlan, per_file: int | None = None) -> Forecast:
    """Run some units, in runs of neighbours spread over the plan, and work out what all of them will take.

    Only whole units are counted, with the writing of their rows. The first is run once before, for
    it loads what later ones find loaded.
    """
    units = len(plan)
    parquet_bytes(part_table([run_unit(plan.unit(0))]))
    began = time.perf_counter()
    finished: list[Finished] = []
    for numbers in _samples(units, min(units_at_once(plan.unit(0)), max(FEWEST, units // PART))):
        finished += run_units([plan.unit(number) for number in numbers])
        if time.perf_counter() - began > LONGEST:
            break
    content = parquet_bytes(part_table(finished))
    took = time.perf_counter() - began
    share = units / len(finished)
    first = plan.scenarios[0].request
    return Forecast(
        scenarios=len(plan.scenarios),
        areas=len(plan.areas),
        interventions=len(first.interventions),
        draws=first.draws,
        units=units,
        runs=units * len(first.interventions),
        files=len(Parts(units, per_file or units_per_file(plan))),
        sampled=len(finished),
        seconds=took * share,
        rows=round(sum(len(done.rows.keys) for done in finished) * share),
        size=round(len(content) * share),
        failed=sum(bool(done.failures) for done in finished),
    )


def _samples(units: int, neighbours: int) -> Iterator[list[int]]:
    """Yield the numbers of the units to be run, from all over the plan, the far ends first; none twice."""
    last, done = max(units - neighbours, 0), set[int]()
    for place in (0, 7, 3, 5, 1, 6, 2, 4):
        start = place * last // (PLACES - 1)
        numbers = [number for number in range(start, min(start + neighbours, units)) if number not in done]
        done.update(numbers)
        if numbers:
            yield numbers
