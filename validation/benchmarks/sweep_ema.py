"""How long 10,000 experiments take here and in the EMA workbench: the same function on the same numbers, in one run.

Run it from the repository's root: ``python -m validation.benchmarks.sweep_ema``. It needs ``pip install
ema-workbench``, in an environment of its own if you like; without it, only our own times are printed and the exit code
is 2. Times are the best of several, of processor time and by the clock.

The workbench calls a Python function once for each experiment and keeps what it returns. What an experiment is can be
read in two ways, and both are timed:

**A draw.** Debt advice in ten scenarios at the same 1,000 draws. Ours is what a sweep does with them: it builds every
case, evaluates it and works out every figure of every sector with interval and standard error; or, for the one number
of each experiment that the workbench gives, one call of ``evaluate_at`` with all their values. The workbench is timed
with three functions: our engine, asked for one experiment; the model alone, with its costs and benefits discounted and
added up; and the same arithmetic written out by hand in plain Python numbers, the fastest function it can be given.

**A scenario.** 10,000 coverages, each a scenario of its own, with the fewest draws there can be, two. Ours is the whole
sweep, to finished Parquet files. The same function for the workbench is ours for one scenario, which returns the same
51 figures. The function by hand, which returns two of them, is far less work, and is printed beside it.

All must give our numbers of every experiment, or the script stops. Making the experiments is left out of the
workbench's times, and is part of ours.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr
from functools import partial
from importlib import import_module, metadata
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np

from roi_model.analysis.measures import View, benefits, costs
from roi_model.analysis.request import Request
from roi_model.analysis.sweep.figures import Rows
from roi_model.analysis.sweep.plan import SweepArea, SweepPlan, SweepScenario, Unit
from roi_model.analysis.sweep.unit import run_here, run_unit
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.engine.discounting import schedule_factors
from roi_model.engine.draws import Draws, Sampler
from roi_model.engine.evaluation import evaluate_at
from roi_model.engine.timeline import Timeline
from roi_model.inputs.price import uprate
from roi_model.outputs.sweep.run import run_sweep

from .measuring import Took, best_of

PACKAGE = "ema_workbench"
NAME, PLACE, YEARS = "debt_advice", "Leeds", 5
DRAWS, SCENARIOS, POINTS, FEWEST = 1_000, 10, 10_000, 2
REPEATS, THEIR_REPEATS = 11, 3
TOLERANCE = 1e-9
LEVER = "coverage"
COVERAGES = [0.05 * (number + 1) for number in range(SCENARIOS)]
MANY = np.linspace(0.05, 0.5, POINTS).tolist()
PAIR = ("cost", "benefit")
Outcome = dict[str, float]


def main() -> None:
    """Print the best times of both, and how many times faster ours is."""
    plan, points = sweep_plan(COVERAGES, DRAWS), sweep_plan(MANY, FEWEST)
    ours = best_of(lambda: list(run_here(plan.units())), REPEATS)
    report(f"a draw; ours, {SCENARIOS} scenarios × {DRAWS:,} draws, every figure", ours)
    at_once = best_of(all_at_once, REPEATS)
    report(f"a draw; ours, cost and benefit of {POINTS:,} experiments in one call", at_once)
    to_files = best_of(lambda: to_folder(points), REPEATS)
    report(f"a scenario; ours, {POINTS:,} scenarios × {FEWEST} draws to files, every figure", to_files)
    in_memory = best_of(lambda: list(run_here(points.units())), REPEATS)
    report("a scenario; ours, the same without files", in_memory)
    if not installed():
        sys.stderr.write("The EMA workbench is not installed: pip install ema-workbench.\n")
        sys.exit(2)
    expected = all_at_once()
    for how, function in functions().items():
        run = experiments(function, draws(), COVERAGES, PAIR)
        check_same(expected, run())
        theirs = best_of(run, THEIR_REPEATS)
        report(f"a draw; EMA workbench {metadata.version('ema-workbench')}, {how}", theirs, ours, at_once)
    known = {name: column[:1] for name, column in base_case().items()}
    rows = rows_by_scenario(points)
    for how, function, names in (
        ("our function for one scenario, every figure", partial(by_sweep, points.unit(0)), tuple(figures(points))),
        ("by hand in plain numbers, cost and benefit alone", functions()["by hand in plain numbers"], PAIR),
    ):
        run = experiments(function, known, MANY, names)
        check_same(rows if len(names) > len(PAIR) else rows_of_pair(points, rows), run())
        theirs = best_of(run, THEIR_REPEATS)
        report(f"a scenario; EMA workbench, {how}", theirs, to_files, in_memory)


def sweep_plan(coverages: Sequence[float], draws: int) -> SweepPlan:
    """Return the sweep: one place, one intervention, a scenario for each coverage."""
    asked = Request(interventions=(NAME,), draws=draws)
    chosen = [asked.changed(changes={LEVER: coverage}) for coverage in coverages]
    named = [SweepScenario(str(number), one, (YEARS,)) for number, one in enumerate(chosen)]
    return SweepPlan("", named, (SweepArea(PLACE, (PLACE,)),))


def to_folder(plan: SweepPlan) -> None:
    """Run a sweep to finished files."""
    with tempfile.TemporaryDirectory() as folder:
        run_sweep(plan, Path(folder) / "out")


def all_at_once() -> Array:
    """Return cost and benefit of every draw of every scenario, shape (2, experiments), from one call of the engine."""
    case, analysis = case_and_analysis()
    columns = {name: np.tile(column, (SCENARIOS, 1)) for name, column in sampled().items() if column.shape[0] > 1}
    columns[LEVER] = np.repeat(COVERAGES, DRAWS).reshape(-1, 1)
    return pair_at(case, analysis, columns, SCENARIOS * DRAWS)


def pair_at(case: Case, analysis: Analysis, columns: Mapping[str, Array], rows: int) -> Array:
    """Return discounted cost and benefit of society at given values, shape (2, rows)."""
    found = evaluate_at(case, analysis, (YEARS,), columns, rows)
    return np.stack([costs(found, View()).draws[:, 0], benefits(found, View()).draws[:, 0]])


def figures(plan: SweepPlan) -> list[str]:
    """Return a name for each figure of a unit whose base case is defined."""
    rows = run_unit(plan.unit(0)).rows
    return [str(number) for number in np.flatnonzero(np.isfinite(rows.values[:, 0]))]


def rows_by_scenario(plan: SweepPlan) -> Array:
    """Return the base case of those figures in every scenario, shape (figures, scenarios)."""
    wanted = np.array(figures(plan), dtype=int)
    return np.stack([done.rows.values[wanted, 0] for done in run_here(plan.units())], axis=1)


def rows_of_pair(plan: SweepPlan, rows: Array) -> Array:
    """Return cost and benefits alone of what `rows_by_scenario` gives."""
    keys = run_unit(plan.unit(0)).rows.keys
    named = [keys[int(number)][2:5] for number in figures(plan)]
    return rows[[named.index(("all", "all", "programme_cost")), named.index(("all", "all", "benefits"))]]


def case_and_analysis() -> tuple[Case, Analysis]:
    """Return the case without any change, and the rules it is looked at by."""
    asked = Request(areas=(PLACE,), interventions=(NAME,), draws=DRAWS)
    return asked.cases()[0], asked.analysis()


def functions() -> dict[str, Callable[..., Outcome]]:
    """Return the functions of one experiment, from the values of its parameters to cost and benefit."""
    case, analysis = case_and_analysis()
    fixed = {figure: np.array([[number]]) for figure, number in case.area.figures.items()}
    money = schedule_factors(analysis.schedule_name, YEARS)[0]
    return {
        "our engine": partial(by_engine, case, analysis),
        "the model alone": partial(by_model, case, fixed, money),
        "by hand in plain numbers": partial(by_hand, float(case.area.figures["adults"]), money[0].tolist()),
    }


def by_engine(case: Case, analysis: Analysis, **values: float) -> Outcome:
    """Evaluate the case at the values of one experiment, which are in prices of the analysis."""
    columns = {name: np.array([[value]]) for name, value in values.items()}
    for one in case.parameters:
        if one.price_year is not None:
            columns[one.name] = uprate(columns[one.name], analysis.price_year, one.price_year)
    return dict(zip(PAIR, pair_at(case, analysis, columns, 1)[:, 0].tolist(), strict=True))


def by_sweep(unit: Unit, coverage: float, **_: float) -> Outcome:
    """Run one scenario as a sweep does, and return every figure."""
    asked = unit.request.model_copy(update={"changes": {LEVER: coverage}})
    rows: Rows = run_unit(Unit(0, "", PLACE, asked, unit.horizons)).rows
    return {str(number): base for number, base in enumerate(rows.values[:, 0].tolist())}


def by_model(case: Case, fixed: Mapping[str, Array], factors: Array, **values: float) -> Outcome:
    """Run the model on one experiment; money in the prices of the analysis."""
    columns = {name: np.array([[value]]) for name, value in values.items()}
    outcomes = case.intervention.model(Draws({**fixed, **columns}), Timeline(YEARS))
    cost = sum(float((one.amount * factors).sum()) for one in outcomes.costs)
    return {"cost": cost, "benefit": sum(float((one.amount * factors).sum()) for one in outcomes.benefits)}


def by_hand(adults: float, factors: list[float], **p: float) -> Outcome:
    """Work one experiment out in Python numbers, as somebody would who wrote debt advice for the workbench alone."""
    clients = adults * p["over_indebted"] * p["coverage"]
    resolved = clients * (p["resolved_with_advice"] - p["resolved_without_advice"])
    averted = resolved * (p["risk_in_debt"] - p["risk_otherwise"])
    each = p["nhs_cost_per_case"] + p["la_cost_per_case"] + p["lost_earnings_per_case"]
    lived = sum(p["effect_persistence"] ** year * factor for year, factor in enumerate(factors))
    benefit = averted * each * lived + resolved * p["legal_saving_per_resolved_debt"]
    return {"cost": clients * p["advice_cost"], "benefit": benefit}


def sampled() -> dict[str, Array]:
    """Return the draws of every parameter in its own price year, shape (1 or draws, 1)."""
    case, analysis = case_and_analysis()
    return Sampler(analysis.design).columns(case.parameters, 0, DRAWS)


def draws() -> dict[str, Array]:
    """Return the draws of every parameter, money uprated, shape (1 or draws, 1)."""
    return in_prices_of_the_analysis(sampled())


def base_case() -> dict[str, Array]:
    """Return the value of every parameter, money uprated, shape (1, 1)."""
    return in_prices_of_the_analysis({one.name: np.array([[one.value]]) for one in case_and_analysis()[0].parameters})


def in_prices_of_the_analysis(columns: Mapping[str, Array]) -> dict[str, Array]:
    """Uprate money."""
    case, analysis = case_and_analysis()
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


def experiments(
    function: Callable[..., Outcome], given: Mapping[str, Array], coverages: Sequence[float], names: Sequence[str]
) -> Callable[[], Array]:
    """Return what runs every experiment in the workbench, and gives what is named, shape (names, experiments)."""
    theirs: Any = import_module(PACKAGE)
    logging.getLogger("EMA").setLevel(logging.CRITICAL)
    rows = max(len(column) for column in given.values())
    columns = {name: np.broadcast_to(column, (rows, 1))[:, 0].tolist() for name, column in given.items()}
    uncertain = [name for name in columns if name != LEVER]
    model = theirs.Model("debtadvice", function=Named(function))
    # The ranges are not used: every experiment is given.
    model.uncertainties = [theirs.RealParameter(name, -1e12, 1e12) for name in uncertain]
    model.levers = [theirs.RealParameter(LEVER, 0, 1)]
    model.outcomes = [theirs.ScalarOutcome(name) for name in names]
    own = [theirs.Scenario(str(n), **{name: columns[name][n] for name in uncertain}) for n in range(rows)]
    policies = [theirs.Policy(f"{number}", **{LEVER: coverage}) for number, coverage in enumerate(coverages)]

    def run() -> Array:
        # Its progress bar goes to standard error.
        with redirect_stderr(StringIO()), theirs.SequentialEvaluator(model) as evaluator:
            _, outcomes = evaluator.perform_experiments(scenarios=own, policies=policies)
        return np.stack([outcomes[name] for name in names])

    return run


class Named:
    """A function with a name, which the workbench asks for."""

    def __init__(self, function: Callable[..., Outcome]) -> None:
        self._function = function
        self.__name__ = "experiment"

    def __call__(self, **values: float) -> Outcome:
        """Run one experiment."""
        return self._function(**values)


def check_same(expected: Array, found: Array) -> None:
    """Stop unless every number agrees; the workbench takes all draws of a policy before the next."""
    apart = np.abs(found - expected)
    worst = float(np.max(np.divide(apart, np.abs(expected), out=apart, where=expected != 0)))
    if not worst <= TOLERANCE:
        sys.exit(f"The two differ by {worst:.1e}, more than {TOLERANCE:.0e}.")


def report(what: str, took: Took, *ours: Took) -> None:
    """Print one line: what, how long it took in processor time and by the clock, and how many times as long as ours."""
    times = ", ".join(f"{took.processor / one.processor:.0f}" for one in ours)
    beside = f"{times:>12} times ours" if ours else ""
    sys.stdout.write(f"{what:<90}{took.processor:8.4f} s {took.wall:8.4f} s{beside}".rstrip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
