from __future__ import annotations

import gc
import math
import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from roi_model.analysis.comparison import compare
from roi_model.analysis.request import Request
from roi_model.analysis.sweep.figures import FIGURES, Key
from roi_model.analysis.sweep.plan import SweepArea, SweepPlan, SweepScenario, Unit
from roi_model.analysis.sweep.unit import Finished, run_here, run_unit
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.inputs.refusal import InputError
from roi_model.outputs.sweep.run import run_sweep
from roi_model.outputs.tables import comparison_table

# Measure of a comparison: kind of value and measure of a sweep, where it is not "all" and the same name.
CASH = {
    "benefits_cash_only": "benefits",
    "net_cash_only": "net_present_value",
    "return_per_pound_cash_only": "return_per_pound",
    "return_to_sector_cash_only": "return_to_sector",
    "chance_cash_exceeds_costs": "chance_benefits_exceed_costs",
    "payback_year_cash_only": "payback_year",
}


def plan(*, draws: int = 50) -> SweepPlan:
    asked = Request(interventions=("debt_advice", "loneliness"), draws=draws)
    scenarios = [
        SweepScenario("as it is", asked),
        SweepScenario("more", asked.changed(changes={"coverage": 0.3}), (1, 5)),
    ]
    return SweepPlan("A plan", scenarios, (SweepArea("Leeds", ("Leeds",)), SweepArea("Kent", ("Kent",))))


def figures(done: Finished) -> dict[Key, list[float]]:
    return dict(zip(done.rows.keys, done.rows.values.tolist(), strict=True))


def same(first: float, second: float) -> bool:
    return first == second or (math.isnan(first) and math.isnan(second))


@pytest.mark.parametrize(
    ("horizons", "perspective", "also_count"),
    [(None, "societal", "nothing"), ((1, 4), "nhs", "qalys"), ((3,), "public_sector", "wellbeing")],
)
def test_every_figure_of_a_comparison_stands_in_the_rows_to_the_last_bit(
    horizons: tuple[int, ...] | None, perspective: str, also_count: str
) -> None:
    asked = Request(areas=("Leeds",), draws=60, perspective=perspective, also_count=also_count)
    done = run_unit(Unit(0, "as it is", "Leeds", asked, horizons))
    by_name = {key[:5]: values for key, values in figures(done).items()}
    assert done.failures == ()
    assert len(by_name) == len(done.rows.keys)
    table = comparison_table(compare(asked.pairs(), asked.analysis(), horizons))
    compared = 0
    for row in table[table.preset == "phe-2017"].to_dict("records"):
        measure, kind = CASH.get(row["measure"], row["measure"]), "cash" if row["measure"] in CASH else "all"
        found = by_name[row["intervention"], row["horizon"], row["sector"] or "all", kind, measure]
        # A comparison gives no base case of a payback year.
        names = FIGURES[1:] if "payback" in measure else FIGURES
        pairs = [(found[FIGURES.index(name)], row[name]) for name in names]
        assert all(same(first, math.nan if second is None else second) for first, second in pairs), row
        compared += len(pairs)
    assert compared > 1000


def test_benefits_of_sectors_by_kind_add_up_to_those_of_all() -> None:
    found = figures(run_unit(plan().unit(2)))
    parts = [
        values[1]
        for key, values in found.items()
        if (key.intervention, key.horizon, key.measure) == ("debt_advice", 5, "benefits")
        and key.sector != "all"
        and key.kind != "all"
    ]
    whole = found[Key("debt_advice", 5, "all", "all", "benefits", "£", "phe-2017")]
    assert len(parts) > 4
    assert sum(parts) == pytest.approx(whole[1], rel=1e-12)


def test_a_plan_takes_all_places_of_a_scenario_before_the_next() -> None:
    units = list(plan().units())
    assert [(unit.number, unit.scenario, unit.area) for unit in units] == [
        (0, "as it is", "Leeds"),
        (1, "as it is", "Kent"),
        (2, "more", "Leeds"),
        (3, "more", "Kent"),
    ]
    assert list(plan().units(1, 3)) == units[1:3]
    assert len(plan()) == 4


def test_a_unit_gives_the_same_numbers_alone_in_any_order_and_after_a_journey() -> None:
    forwards = {done.unit.number: pickle.dumps(figures(done)) for done in run_here(plan().units())}
    units = [pickle.loads(pickle.dumps(unit)) for unit in plan().units()]
    backwards = {unit.number: pickle.dumps(figures(run_unit(unit))) for unit in reversed(units)}
    assert forwards == backwards


def test_scenarios_share_their_draws() -> None:
    """Twice the coverage is twice the benefits, draw by draw, so that even the interval doubles."""
    asked = Request(interventions=("debt_advice",), draws=50, areas=("Leeds",))
    once = figures(run_unit(Unit(0, "a", "Leeds", asked.changed(changes={"coverage": 0.1}))))
    twice = figures(run_unit(Unit(0, "b", "Leeds", asked.changed(changes={"coverage": 0.2}))))
    key = Key("debt_advice", 5, "all", "all", "benefits", "£", "phe-2017")
    assert twice[key] == pytest.approx([2 * value for value in once[key]], rel=1e-12)


def test_a_case_that_cannot_be_built_fails_by_name_and_raises_nothing() -> None:
    asked = Request(areas=("Leeds",), changes={"no_such_thing": 1}, draws=20)
    done = run_unit(Unit(0, "bad", "Leeds", asked))
    assert done.rows.keys == ()
    (failure,) = done.failures
    assert (failure.scenario, failure.area, failure.intervention) == ("bad", "Leeds", "")
    assert failure.why.startswith("There is no parameter called 'no_such_thing'.")


def test_a_case_that_cannot_be_evaluated_leaves_the_others() -> None:
    asked = Request(areas=("Leeds",), changes={"debt_advice.advice_cost": "1e-320@2024-25"}, draws=20)
    done = run_unit(Unit(0, "next to nothing", "Leeds", asked))
    assert [failure.intervention for failure in done.failures] == ["debt_advice"]
    assert {key.intervention for key in done.rows.keys} == set(INTERVENTION_NAMES) - {"debt_advice"}


def test_a_split_by_amounts_is_that_of_each_time_horizon() -> None:
    """What is left of the cost depends on the horizon, so several at once must be what each gives alone."""
    split = ("debt_advice=nhs:£100000,local_government:rest",)
    asked = Request(areas=("Leeds",), interventions=("debt_advice", "loneliness"), splits=split, draws=30)
    both = figures(run_unit(Unit(0, "a", "Leeds", asked, (2, 5))))
    apart = [figures(run_unit(Unit(0, "a", "Leeds", asked, (years,)))) for years in (2, 5)]
    alone = {**apart[0], **apart[1]}
    assert set(both) == set(alone)
    assert all(same(*pair) for key in both for pair in zip(both[key], alone[key], strict=True))
    nhs = Key("debt_advice", 2, "nhs", "all", "programme_cost", "£", "phe-2017")
    assert both[nhs][0] == pytest.approx(100_000)


def test_a_sweep_leaves_the_search_for_garbage_as_it_was(tmp_path: Path) -> None:
    run_sweep(plan(draws=10), tmp_path / "whole")
    assert gc.get_freeze_count() == 0

    def stops(units: Iterable[Unit]) -> Iterator[Finished]:
        assert gc.get_freeze_count() > 0
        yield next(run_here(units))

    with pytest.raises(InputError, match="not finished"):
        run_sweep(plan(draws=10), tmp_path / "stopped", backend=stops)
    assert gc.get_freeze_count() == 0
