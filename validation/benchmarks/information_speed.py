"""How long the value of information takes: the choice, every single parameter, groups, and a nested simulation.

Run it from the repository's root: ``python -m validation.benchmarks.information_speed``. Times differ between
machines; what should stay is their order of size. Every single parameter by the cheap estimator should take less than
five seconds at 10,000 draws.
"""

from __future__ import annotations

from roi_model.analysis.decision import Decision, simulate
from roi_model.analysis.information.estimators import best_option, binned_gain, boosting_gain
from roi_model.analysis.information.groups import derived_groups
from roi_model.analysis.information.nested import NestedSize, nested_gain
from roi_model.analysis.information.value import information, single_gains
from roi_model.analysis.scenario import Scenario, build_pairs
from roi_model.engine.analysis import Analysis
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.inputs.area import find_area

from .compare_speed import report
from .measuring import median_seconds

REPEATS = 5
BUDGET = 1_000_000.0
HORIZON = 5


def main() -> None:
    """Print the medians, and the peak memory after each step."""
    pairs = build_pairs(INTERVENTION_NAMES, find_area(["Leeds"]), Scenario())
    decision = Decision(tuple(case for case, _ in pairs), Analysis(), HORIZON, budget=BUDGET)
    report(
        "the choice between eight interventions and none, 10,000 draws", median_seconds(lambda: simulate(decision), 3)
    )
    choice = simulate(decision)
    count = len(choice.unknowns)
    report(f"EVPPI of each of {count} parameters, splines", median_seconds(lambda: single_gains(choice), REPEATS))
    report(
        f"EVPPI of each of {count} parameters, means in bins",
        median_seconds(lambda: single_gains(choice, binned_gain), REPEATS),
    )
    groups = derived_groups(choice.unknowns)
    name, members = max(groups.items(), key=lambda group: len(group[1]))
    inputs, reads = choice.inputs[:, members], choice.reads[list(members)]
    report(
        f"EVPPI of the group '{name}' ({len(members)} parameters), boosted trees",
        median_seconds(lambda: boosting_gain(inputs, choice.net, reads), 1),
    )
    best, size = best_option(choice.net), NestedSize()
    report(
        f"the same by nested simulation, {size.outer:,} × {size.inner} draws of eight interventions",
        median_seconds(
            lambda: nested_gain(
                lambda known, other: choice.net_at(members, known, other), choice.net.shape[0], best, size, seed=1
            ),
            1,
        ),
    )
    report("everything that `voi` shows", median_seconds(lambda: information(choice, groups), 1))


if __name__ == "__main__":
    main()
