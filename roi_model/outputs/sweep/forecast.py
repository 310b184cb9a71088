"""What a sweep will take: how many runs, how long, how much room; worked out from a few units that were run."""

from __future__ import annotations

import time
from dataclasses import dataclass

from roi_model.analysis.sweep.plan import SweepPlan
from roi_model.analysis.sweep.unit import run_unit
from roi_model.outputs.sweep.parts import Parts, units_per_file
from roi_model.outputs.sweep.table import parquet_bytes, part_table

PLACES, NEIGHBOURS = 8, 3  # of the sample in the plan; neighbours share their scenario, as most units of a sweep do
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
    finished = []
    for number in _sample(units):
        finished.append(run_unit(plan.unit(number)))
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


def _sample(units: int) -> list[int]:
    """Return the numbers of the units to be run, from all over the plan, the far ends first."""
    last = max(units - NEIGHBOURS, 0)
    starts = [place * last // (PLACES - 1) for place in (0, 7, 3, 5, 1, 6, 2, 4)]
    return list(dict.fromkeys(start + next_to for start in starts for next_to in range(min(NEIGHBOURS, units))))
