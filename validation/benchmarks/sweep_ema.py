"""How long 10,000 experiments take here and in the EMA workbench: the same model, on the same draws, in one run.

Run it from the repository's root: ``python -m validation.benchmarks.sweep_ema``. It needs ``pip install
ema-workbench``; without it, only our own times are printed and the exit code is 2.

An experiment is debt advice at one set of values: ten scenarios (policies, in the words of the workbench), each at the
same 1,000 draws (its scenarios). Ours is what a sweep does with them: it builds every case, evaluates it and works out
every figure of every sector with its interval and standard error. The workbench calls a function once for each
experiment, and is asked for costs and benefits alone. It is timed with two functions: the very model that we run, given
one experiment at a time, and the same arithmetic written out by hand in plain Python numbers, which is the fastest
function that it can be given. Both must give our means of every scenario, or the script stops. Making the experiments,
and summarising them, is left out of its times and is part of ours.

The gain comes from the draws, which are evaluated together. A sweep of scenarios that have hardly any draws gains
nothing, and the last line says so: there the workbench with a plain function is faster, for it does far less.
"""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr
from functools import partial
from importlib import import_module, metadata
from io import StringIO
from typing import Any

import numpy as np

from roi_model.analysis.request import Request
from roi_model.analysis.sweep.plan import SweepArea, SweepPlan, SweepScenario
from roi_model.analysis.sweep.unit import run_unit
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.engine.discounting import schedule_factors
from roi_model.engine.draws import Draws, Sampler
from roi_model.engine.timeline import Timeline
from roi_model.inputs.price import uprate

from .measuring import median_seconds

PACKAGE = "ema_workbench"
NAME, PLACE, YEARS = "debt_advice", "Leeds", 5
DRAWS, SCENARIOS, POINTS = 1_000, 10, 10_000
REPEATS, THEIR_REPEATS = 21, 3
TOLERANCE = 1e-9
LEVER = "coverage"
COVERAGES = [0.05 * (number + 1) for number in range(SCENARIOS)]


def main() -> None:
    """Print the medians of both, and how many times faster ours is."""
    plan = sweep_plan()
    ours = median_seconds(lambda: [run_unit(unit) for unit in plan.units()], REPEATS)
    report(f"ours: {SCENARIOS} scenarios × {DRAWS:,} draws, every figure of every sector", ours)
    points = sweep_plan(POINTS, 2)
    alone = median_seconds(lambda: [run_unit(unit) for unit in points.units()], THEIR_REPEATS)
    if not installed():
        sys.stderr.write("The EMA workbench is not installed: pip install ema-workbench.\n")
        sys.exit(2)
    expected = our_means(plan)
    for how, function in functions().items():
        run = experiments(function)
        check_same(expected, run())
        for way, parallel in {"one process": False, "two processes": True}.items():
            theirs = median_seconds(partial(run, parallel=parallel), THEIR_REPEATS)
            report(f"EMA workbench {metadata.version('ema-workbench')}, {how}, {way}", theirs)
            report(f"ours is {theirs / ours:.0f} times faster")
    report(f"ours: {POINTS:,} scenarios × 2 draws, for comparison with {POINTS:,} experiments", alone)


def sweep_plan(scenarios: int = SCENARIOS, draws: int = DRAWS) -> SweepPlan:
    """Return the sweep: one place, one intervention, ten coverages over and over."""
    asked = Request(interventions=(NAME,), draws=draws)
    chosen = [asked.changed(changes={LEVER: COVERAGES[number % SCENARIOS]}) for number in range(scenarios)]
    named = [SweepScenario(str(number), one, (YEARS,)) for number, one in enumerate(chosen)]
    return SweepPlan("", named, (SweepArea(PLACE, (PLACE,)),))


def our_means(plan: SweepPlan) -> Array:
    """Return the mean cost and benefit of each scenario, shape (scenarios, 2)."""
    means = []
    for unit in plan.units():
        done = run_unit(unit)
        found = {key[2:5]: row[1] for key, row in zip(done.rows.keys, done.rows.values, strict=True)}
        means.append([found["all", "all", "programme_cost"], found["all", "all", "benefits"]])
    return np.array(means)


def case_and_analysis() -> tuple[Case, Analysis]:
    """Return the case without any change, and the rules it is looked at by."""
    asked = Request(areas=(PLACE,), interventions=(NAME,), draws=DRAWS)
    return asked.cases()[0], asked.analysis()


def functions() -> dict[str, Callable[..., dict[str, float]]]:
    """Return the two functions of one experiment, from the values of its parameters to cost and benefit."""
    case, analysis = case_and_analysis()
    fixed = {figure: np.array([[number]]) for figure, number in case.area.figures.items()}
    money = schedule_factors(analysis.schedule_name, YEARS)[0]
    return {
        "the model itself": partial(by_model, case, fixed, money),
        "by hand in plain numbers": partial(by_hand, float(case.area.figures["adults"]), money[0].tolist()),
    }


def by_model(case: Case, fixed: Mapping[str, Array], factors: Array, **values: float) -> dict[str, float]:
    """Run the model on one experiment; money in the prices of the analysis."""
    columns = {name: np.array([[value]]) for name, value in values.items()}
    outcomes = case.intervention.model(Draws({**fixed, **columns}), Timeline(YEARS))
    cost = sum(float((one.amount * factors).sum()) for one in outcomes.costs)
    return {"cost": cost, "benefit": sum(float((one.amount * factors).sum()) for one in outcomes.benefits)}


def by_hand(adults: float, factors: list[float], **p: float) -> dict[str, float]:
    """Work one experiment out in Python numbers, as somebody would who wrote debt advice for the workbench alone."""
    clients = adults * p["over_indebted"] * p["coverage"]
    resolved = clients * (p["resolved_with_advice"] - p["resolved_without_advice"])
    averted = resolved * (p["risk_in_debt"] - p["risk_otherwise"])
    each = p["nhs_cost_per_case"] + p["la_cost_per_case"] + p["lost_earnings_per_case"]
    lived = sum(p["effect_persistence"] ** year * factor for year, factor in enumerate(factors))
    benefit = averted * each * lived + resolved * p["legal_saving_per_resolved_debt"]
    return {"cost": clients * p["advice_cost"], "benefit": benefit}


def draws() -> dict[str, Array]:
    """Return the draws of every parameter, money uprated, shape (1 or draws, 1)."""
    case, analysis = case_and_analysis()
    columns = Sampler(analysis.design).columns(case.parameters, 0, DRAWS)
    return {
        one.name: uprate(columns[one.name], one.price_year, analysis.price_year)
        if one.price_year
        else columns[one.name]
        for one in case.parameters
    }


def installed() -> bool:
    """Whether the workbench can be loaded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of each optional package that is not there
        try:
            import_module(PACKAGE)
        except ModuleNotFoundError:
            return False
    return True


def experiments(function: Callable[..., dict[str, float]]) -> Callable[..., Array]:
    """Return what runs every experiment in the workbench, and gives cost and benefit, shape (2, experiments)."""
    theirs: Any = import_module(PACKAGE)
    logging.getLogger("EMA").setLevel(logging.CRITICAL)
    columns = {name: np.broadcast_to(column, (DRAWS, 1))[:, 0].tolist() for name, column in draws().items()}
    uncertain = [name for name in columns if name != LEVER]
    model = theirs.Model("debtadvice", function=Named(function))
    # The ranges are not used: every experiment is given.
    model.uncertainties = [theirs.RealParameter(name, -1e12, 1e12) for name in uncertain]
    model.levers = [theirs.RealParameter(LEVER, 0, 1)]
    model.outcomes = [theirs.ScalarOutcome("cost"), theirs.ScalarOutcome("benefit")]
    own = [theirs.Scenario(str(n), **{name: columns[name][n] for name in uncertain}) for n in range(DRAWS)]
    policies = [theirs.Policy(f"{coverage:g}", **{LEVER: coverage}) for coverage in COVERAGES]

    def run(*, parallel: bool = False) -> Array:
        with redirect_stderr(StringIO()):  # where it draws its progress bar
            kind = partial(theirs.MultiprocessingEvaluator, n_processes=2) if parallel else theirs.SequentialEvaluator
            with kind(model) as given:
                _, outcomes = given.perform_experiments(scenarios=own, policies=policies)
        return np.stack([outcomes["cost"], outcomes["benefit"]])

    return run


class Named:
    """A function with a name, which the workbench asks for; it can be sent to another process."""

    def __init__(self, function: Callable[..., dict[str, float]]) -> None:
        self._function = function
        self.__name__ = "experiment"

    def __call__(self, **values: float) -> dict[str, float]:
        """Run one experiment."""
        return self._function(**values)


def check_same(expected: Array, found: Array) -> None:
    """Stop unless the means of every scenario agree; the workbench takes all draws of a policy before the next."""
    means = found.reshape(2, SCENARIOS, DRAWS).mean(axis=2).T
    worst = float(np.max(np.abs(means / expected - 1)))
    if not worst <= TOLERANCE:
        sys.exit(f"The two differ by {worst:.1e}, more than {TOLERANCE:.0e}.")
    report(f"the same mean cost and benefit of every scenario; largest relative difference {worst:.0e}")


def report(what: str, seconds: float | None = None) -> None:
    """Print one line: what, and how long it took."""
    took = "" if seconds is None else f"{seconds:8.4f} s"
    sys.stdout.write(f"{what:<85}{took:>11}".rstrip() + "\n")


if __name__ == "__main__":
    main()
