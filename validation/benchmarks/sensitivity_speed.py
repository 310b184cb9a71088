"""How long sensitivity analyses take: all tornados, Sobol' indices, Morris screening, shares from draws.

Run it from the repository's root: ``python -m validation.benchmarks.sensitivity_speed``. No intervention has 20
uncertain parameters; for that size the largest one is given more, which are drawn and shared out like the rest
though its model does not read them.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from roi_model.analysis.output import Measure, Output, factors_of
from roi_model.analysis.sensitivity.question import Question
from roi_model.analysis.tornado import tornado
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case, build_case
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.inputs.area import find_area
from roi_model.inputs.parameter_set import ParameterSet

from .measuring import median_command_seconds, median_seconds, peak_memory

REPEATS = 5
PARAMETERS = 20
POINTS = 1024
TRAJECTORIES = 100
NET = Output(Measure.NET, 5)


def main() -> None:
    """Print the medians, and the peak memory after each step."""
    place, analysis = find_area(["Leeds"]), Analysis()
    cases = [build_case(name, place) for name in INTERVENTION_NAMES]
    largest = max(cases, key=lambda case: len(factors_of(case)))
    wide = Question(with_parameters(largest, PARAMETERS), analysis, NET)
    report(
        "a fresh process of `sensitivity sobol` on the largest intervention",
        median_command_seconds(fresh_command(largest.intervention.name), REPEATS),
    )
    wide.sobol(POINTS)
    report("start-up and first analysis done; memory")
    report("all tornados of eight interventions", median_seconds(lambda: all_tornados(cases, analysis), REPEATS))
    report(
        f"Sobol', {POINTS:,} base points, {PARAMETERS} parameters, first and total",
        median_seconds(lambda: wide.sobol(POINTS), REPEATS),
    )
    report(
        f"Sobol', {POINTS:,} base points, {PARAMETERS} parameters, first, total and second order",
        median_seconds(lambda: wide.sobol(POINTS, second_order=True), REPEATS),
    )
    report(
        f"Morris, {TRAJECTORIES} trajectories, {PARAMETERS} parameters",
        median_seconds(lambda: wide.morris(TRAJECTORIES), REPEATS),
    )
    report(
        f"shares from {analysis.draws:,} draws, {PARAMETERS} parameters",
        median_seconds(wide.from_draws, REPEATS),
    )


def with_parameters(case: Case, wanted: int) -> Case:
    """Return the case with as many uncertain parameters, the new ones copies under names of their own."""
    factors = factors_of(case)
    extra = [
        factor.first.changed(name=f"{factor.name}_again", stream=f"{factor.first.stream}_again")
        for factor in factors[: wanted - len(factors)]
    ]
    parameters = {**case.parameters.parameters, **{parameter.name: parameter for parameter in extra}}
    own = case.parameters
    widened = replace(case, parameters=ParameterSet(own.intervention, own.preset, parameters))
    assert len(factors_of(widened)) == wanted
    return widened


def all_tornados(cases: list[Case], analysis: Analysis) -> None:
    """Make a tornado of the net present value and one of the return, for each case."""
    for case in cases:
        for measure in (Measure.NET, Measure.RETURN):
            tornado(case, analysis, Output(measure, 5))


def fresh_command(intervention: str) -> list[str]:
    """Return the command line of Sobol' indices in a process of its own."""
    return [sys.executable, "-m", "roi_model", "sensitivity", "sobol", intervention, "--area", "Leeds"]


def report(what: str, seconds: float | None = None) -> None:
    """Print one line: what, how long, and the memory reached so far."""
    took = "" if seconds is None else f"{seconds:8.3f} s"
    sys.stdout.write(f"{what:<85}{took:>11}{peak_memory():8.0f} MiB\n")


if __name__ == "__main__":
    main()
