"""Cases side by side: no number depends on what stands beside it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roi_model.analysis.request import Request
from roi_model.analysis.sweep import side_by_side
from roi_model.analysis.sweep.plan import Unit
from roi_model.analysis.sweep.unit import Finished, run_here, run_unit, run_units, units_at_once
from roi_model.engine.alike import evaluate_alike, likeness
from roi_model.engine.case import Case
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.draws import Sampler
from roi_model.engine.evaluation import evaluate
from roi_model.engine.line import Flow

COST = "debt_advice.advice_cost"
# What scenarios may differ in: some of them can stand side by side, others can not.
CHOICES: tuple[dict[str, Any], ...] = (
    {},
    {"changes": {"coverage": 0.37}},
    {"changes": {"coverage": 0.0}},
    {"changes": {"coverage": 0.21, COST: "500:400:610@2019-20"}},
    {"changes": {COST: "480@2015"}},
    {"preset": "evidence"},
    {"changes": {"measured_over_years": 9, "success_retention": 0.77}},
    {"changes": {"measured_over_years": 2}},
    {"schedule": "review-2026"},
    {"price_year": "2015"},
    {"also_count": "qalys"},
    {"perspective": "nhs", "payers": {"nhs": 0.25, "employers": 0.75}},
    {"splits": ("debt_advice=nhs:100%/50%,local_government:rest",)},
    {"correlations": {"resolved_with_advice,resolved_without_advice": 0.5}},
    {"changes": {COST: "1e-320@2024-25"}},
    {"changes": {"no_such_thing": 1}},
)
PLACES = ("Leeds", "Kent", "England", "Rutland")
HORIZONS = (None, (5,), (1, 3, 10))


def asked(draws: int, **fields: Any) -> Request:
    return Request(draws=draws, **fields)


def unit(number: int, choice: int, place: int, horizons: int, draws: int = 23) -> Unit:
    request = Request(areas=(PLACES[place],), draws=draws, **CHOICES[choice])
    return Unit(number, f"{choice}", PLACES[place], request, HORIZONS[horizons])


def content(done: Finished) -> tuple[object, bytes, object]:
    return done.rows.keys, done.rows.values.tobytes(), done.failures


def varied(name: str) -> list[Case]:
    """Cases of one intervention in several places, with one value after another changed, for certain or not."""
    cases = [Request(areas=(place,), interventions=(name,)).cases()[0] for place in PLACES]
    first = cases[1]
    for parameter in first.parameters:
        if parameter.kind.value != "local" and not parameter.whole:
            fixed = parameter.fixed(parameter.value * 0.93, "")
            cases.append(first.with_parameters(first.parameters.replacing(fixed)))
        if parameter.is_uncertain and parameter.low:
            spread = parameter.changed(low=parameter.low * 0.99)
            cases.append(first.with_parameters(first.parameters.replacing(spread)))
    return cases


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
@pytest.mark.parametrize(("draws", "schedule"), [(2, "green-book-2026"), (61, "review-2026"), (1003, "undiscounted")])
def test_cases_side_by_side_give_what_each_gives_alone_to_the_last_bit(name: str, draws: int, schedule: str) -> None:
    analysis, horizons = Request(draws=draws, schedule=schedule, price_year="2019").analysis(), (1, 4, 11)
    cases, sampler = varied(name), Sampler(analysis.design)
    assert len({likeness(case) for case in cases}) == 1
    found = evaluate_alike(cases, analysis, horizons, sampler=sampler)
    for number, case in enumerate(cases):
        alone = evaluate(case, analysis, horizons, sampler=sampler)
        assert found.lines == alone.lines
        np.testing.assert_array_equal(found.base_yearly[:, number], alone.base_yearly)
        np.testing.assert_array_equal(found.mean_yearly[:, number], alone.mean_yearly)
        for line, (base, drawn) in enumerate(zip(alone.base, alone.simulated, strict=True)):
            np.testing.assert_array_equal(found.base[0, line, :, number], base.undiscounted[0])
            np.testing.assert_array_equal(found.base[1, line, :, number], base.discounted[0])
            np.testing.assert_array_equal(found.simulated[0, line, :, number], drawn.undiscounted.T)
            np.testing.assert_array_equal(found.simulated[1, line, :, number], drawn.discounted.T)


@pytest.mark.parametrize("block", [1_000, 2_000, 10_000])
def test_any_block_of_draws_gives_the_same_side_by_side(block: int) -> None:
    cases = [asked(2, areas=(place,), interventions=("loneliness",)).cases()[0] for place in PLACES]
    analysis = asked(2_300).analysis()
    whole, cut = (
        evaluate_alike(cases, analysis, (5,), sampler=Sampler(analysis.design), block=size) for size in (9_000, block)
    )
    np.testing.assert_array_equal(whole.simulated, cut.simulated)
    np.testing.assert_array_equal(whole.mean_yearly, cut.mean_yearly)


def test_what_is_not_a_number_keeps_cases_apart() -> None:
    plain, paid, split = (
        Request(interventions=("debt_advice",), areas=("Leeds",), **CHOICES[choice]).cases()[0]
        for choice in (0, 11, 12)
    )
    assert len({likeness(plain), likeness(paid), likeness(split)}) == 3
    assert likeness(plain) == likeness(asked(2, interventions=("debt_advice",), areas=("Kent",)).cases()[0])


ALL = [unit(n, *where) for n, where in enumerate(np.ndindex(len(CHOICES), len(PLACES), len(HORIZONS)))]


@pytest.fixture(scope="module")
def alone() -> list[tuple[object, bytes, object]]:
    return [content(run_unit(one)) for one in ALL]


def test_all_units_of_a_varied_sweep_together_give_what_each_gives_alone(
    alone: list[tuple[object, bytes, object]],
) -> None:
    together = run_units(ALL)
    assert [done.unit for done in together] == ALL
    assert [content(done) for done in together] == alone
    assert {failure.intervention for done in together for failure in done.failures} == {"", "debt_advice"}


@settings(max_examples=25)
@given(numbers=st.lists(st.integers(0, len(ALL) - 1), min_size=1, max_size=12), draws=st.integers(1, 12))
def test_no_neighbour_and_no_number_of_them_moves_a_bit(
    numbers: list[int], draws: int, alone: list[tuple[object, bytes, object]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(side_by_side, "DRAWS", 23 * draws)
        together = run_units([ALL[number] for number in numbers])
    assert [content(done) for done in together] == [alone[number] for number in numbers]


def test_units_are_taken_some_at_a_time_and_given_out_in_their_order() -> None:
    taken: list[int] = []

    def given() -> Any:
        for number in range(9):
            taken.append(number)
            request = asked(8_000, areas=("Leeds",), interventions=("workplace_wellbeing",))
            yield Unit(number, f"{number}", "Leeds", request)

    assert units_at_once(unit(0, 0, 0, 0, draws=8_000)) == 8
    assert units_at_once(unit(0, 0, 0, 0, draws=20_000)) == 1
    first = next(run_here(given()))
    assert (first.unit.number, taken) == (0, list(range(8)))


def test_one_that_fails_beside_others_takes_none_of_them_along() -> None:
    units = [unit(n, choice, 0, 0) for n, choice in enumerate((0, 14, 1, 14))]
    done = run_units(units)
    assert [[failure.why for failure in one.failures] for one in done] == [
        [],
        ["overflow encountered in divide"],
        [],
        ["overflow encountered in divide"],
    ]
    assert [content(one) for one in done] == [content(run_unit(one)) for one in units]


def test_people_are_reached_in_every_case() -> None:
    """So that the tests above compare more than zeros."""
    analysis = asked(50).analysis()
    for name in INTERVENTION_NAMES:
        found = evaluate_alike(varied(name)[:4], analysis, (3,), sampler=Sampler(analysis.design))
        money = [n for n, line in enumerate(found.lines) if line.flow in {Flow.COST, Flow.BENEFIT}]
        assert np.count_nonzero(found.simulated[:, money].std(axis=-1)) > 4, name
