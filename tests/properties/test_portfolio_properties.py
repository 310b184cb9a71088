"""What holds for every portfolio: more money is never worse, limits are kept, and no order matters."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from portfolios import candidates, values_with
from sharing import sharing_cases

from roi_model.analysis.portfolio.conflict import conflict
from roi_model.analysis.portfolio.evaluation import values_of
from roi_model.analysis.portfolio.frontier import frontier
from roi_model.analysis.portfolio.limits import Limits
from roi_model.analysis.portfolio.problem import Band, Budget, Candidate, Problem
from roi_model.analysis.portfolio.risk import cautious_mix, worst_mean
from roi_model.analysis.portfolio.search import Mix, best_mix
from roi_model.analysis.portfolio.values import Values
from roi_model.engine.analysis import Analysis

SHARE = st.integers(1, 20).map(lambda twentieths: twentieths / 20)
MONEY = st.integers(1, 1000).map(float)
CLOSE = 1e-7  # of the largest gain there is: the solver keeps to 1e-10 of each limit


@st.composite
def rules(draw: st.DrawFn) -> dict[str, Any]:
    """How far a candidate may go: any coverage, a minimum scale, steps, something that it must have, bands."""
    most = draw(SHARE)
    found: dict[str, Any] = {"most": most}
    kind = draw(st.sampled_from(["any", "any", "least", "step", "required", "bands"]))
    if kind in {"least", "required"}:
        found[kind] = most * draw(SHARE)
    if kind == "step":
        found["step"] = most * draw(SHARE)
    if kind == "bands":
        found["bands"] = (Band(most * draw(SHARE) * 0.9, draw(SHARE)),)
    return found


@st.composite
def problems(draw: st.DrawFn, draws: int = 1) -> Values:
    """Two or three candidates with any rules, and a budget."""
    given_rules = draw(st.lists(rules(), min_size=2, max_size=3))
    size = len(given_rules)
    gains = draw(
        st.lists(
            st.lists(st.one_of(MONEY, MONEY, MONEY.map(lambda x: -x)), min_size=size, max_size=size),
            min_size=draws,
            max_size=draws,
        )
    )
    costs = draw(st.lists(MONEY, min_size=size, max_size=size))
    return values_with(candidates(*given_rules), [draw(MONEY)], gains=gains, costs=costs)


def scale(values: Values) -> float:
    return CLOSE * float(np.abs(values.aim.gains).max() + values.aim.costs.max())


def with_budget(values: Values, amount: float) -> Values:
    return replace(values, problem=values.problem.with_budget(values.problem.budgets[0], amount))


def only(values: Values, kept: list[int]) -> Values:
    """The same with some of the candidates, in this order."""
    chosen = tuple(values.problem.candidates[number] for number in kept)
    return replace(
        values,
        problem=replace(values.problem, candidates=chosen),
        worths=tuple(replace(one, gains=one.gains[:, kept], costs=one.costs[:, kept]) for one in values.worths),
        spending=tuple(spent[:, kept] for spent in values.spending),
        cost=values.cost[:, kept],
        claims=tuple(values.claims[number] for number in kept),
    )


def aim(found: Mix | None) -> float:
    return -np.inf if found is None else found.aim


@given(problems(), st.integers(0, 500))
def test_the_optimum_never_falls_when_a_budget_rises(values: Values, more: int) -> None:
    before = best_mix(values)
    after = best_mix(with_budget(values, values.problem.budgets[0].amount + more))
    assert aim(after) >= aim(before) - scale(values)


@given(problems())
def test_no_coverage_is_outside_its_bounds_and_no_budget_is_overspent(values: Values) -> None:
    found = best_mix(values)
    if found is None:
        assert any(candidate.required for candidate in values.problem.candidates)
        return
    for candidate, coverage in zip(values.problem.candidates, found.coverage, strict=True):
        assert candidate.allows(float(coverage))
        assert 0 <= coverage <= candidate.most
    assert found.spent[0] <= values.problem.budgets[0].amount * (1 + 1e-9)


@given(problems(), st.data())
def test_without_an_intervention_the_optimum_is_never_higher(values: Values, data: st.DataObject) -> None:
    size = len(values.problem.candidates)
    gone = data.draw(st.integers(0, size - 1))
    if values.problem.candidates[gone].required:
        return  # what must be funded cannot be left out and the problem stay the same
    fewer = best_mix(only(values, [number for number in range(size) if number != gone]))
    assert aim(fewer) <= aim(best_mix(values)) + scale(values)


@given(problems(), st.data())
def test_the_order_of_interventions_does_not_matter(values: Values, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(values.problem.candidates))))
    one, other = best_mix(values), best_mix(only(values, list(order)))
    assert (one is None) is (other is None)
    if one is not None:
        assert aim(other) == pytest.approx(aim(one), abs=scale(values))


@given(problems(), st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_no_allowed_choice_is_better(values: Values, shares: list[float]) -> None:
    chosen = values.problem.candidates
    coverage = np.array([allowed(candidate, share) for candidate, share in zip(chosen, shares, strict=False)])
    if values.mean_spending[0] @ coverage > values.problem.budgets[0].amount:
        return
    assert aim(best_mix(values)) >= float(values.figures(coverage)[0].mean()) - scale(values)


def allowed(candidate: Candidate, share: float) -> float:
    """The coverage that a candidate may have nearest below a share of its highest."""
    coverage = max(share * candidate.most, candidate.required)
    if candidate.step is not None:
        coverage = candidate.step * (coverage // candidate.step)
    return coverage if candidate.allows(float(coverage)) else candidate.required


@given(problems(draws=5))
def test_the_cautious_choice_has_the_better_worst_draws_and_the_best_the_better_mean(values: Values) -> None:
    best, safe = best_mix(values), cautious_mix(values, 0.4)
    assert (best is None) is (safe is None)
    if best is None or safe is None:
        return
    assert safe.worst >= worst_mean(values.figures(best.coverage)[0], 0.4) - scale(values)
    assert best.aim >= float(values.figures(safe.coverage)[0].mean()) - scale(values)
    assert safe.worst <= best.aim + scale(values)
    assert all(
        candidate.allows(float(share))
        for candidate, share in zip(values.problem.candidates, safe.coverage, strict=True)
    )


@given(problems())
def test_where_no_choice_meets_the_limits_a_smallest_clash_is_named(values: Values) -> None:
    if best_mix(values) is not None:
        return
    clashes = conflict(values).clashes
    budget, *musts = [clash.limit for clash in clashes]
    assert isinstance(budget, Budget)
    required = [one for one in values.problem.candidates if one.required]
    assert all(any(must is one for one in required) for must in musts)
    prices = {id(one): cost for one, cost in zip(values.problem.candidates, values.mean_spending[0], strict=True)}
    needed = sum(one.floor * prices[id(one)] for one in musts if isinstance(one, Candidate))
    assert clashes[0].needed == pytest.approx(needed, rel=1e-6)
    assert needed > budget.amount
    for one in musts:
        assert isinstance(one, Candidate)
        assert needed - one.floor * prices[id(one)] <= budget.amount * (1 + 1e-9)


@settings(max_examples=15)
@given(st.lists(st.integers(500, 12_000), min_size=2, max_size=6, unique=True))
def test_with_overlap_too_the_frontier_never_falls_and_stays_below_its_bound(budgets: list[int]) -> None:
    options = tuple(Candidate(case, 1.0) for case in sharing_cases())
    problem = Problem(options, Analysis(price_year="2015", draws=2), 1, budgets=(Budget(1.0),))
    mixes = [point.mix for point in frontier(values_of(problem), sorted(map(float, budgets)))]
    aims = [aim(mix) for mix in mixes]
    assert aims == sorted(aims)
    for mix in mixes:
        assert mix is not None
        assert mix.upper is not None
        assert mix.aim <= mix.upper + 1e-9 * abs(mix.upper)


@settings(max_examples=10)
@given(st.permutations(["nhs", "employers", "all"]), st.permutations(["nhs", "employers"]))
def test_the_order_of_partners_does_not_matter(budgets: list[str], floors: list[str]) -> None:
    amounts = {"nhs": 3_000.0, "employers": 5_000.0, "all": 7_000.0}
    limits = Limits(budgets={key: amounts[key] for key in budgets}, floors=dict.fromkeys(floors, -1_000.0))
    found = best_mix(values_of(limits.problem(sharing_cases(), Analysis(price_year="2015", draws=2), 1)))
    assert found is not None
    # By hand: the NHS buys 0.6 of the visits and the employers 4,000 of courses, 2/3.
    assert found.coverage == pytest.approx([0.6, 2 / 3], abs=1e-9)
