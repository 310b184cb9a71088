"""What holds for every package: in any place and order, at any value of the parameters, for any claims."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_cases import SHARES, random_packages

from roi_model.analysis.measures import View, benefits, net
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array, Claim, Outcome, People
from roi_model.engine.evaluation import evaluate
from roi_model.engine.line import Flow
from roi_model.engine.overlap import PARTS, part_sizes, shares_left
from roi_model.engine.package import Package, evaluate_package
from roi_model.inputs.burden import burden

ANALYSIS = Analysis(draws=2)
YEARS = (1, 4)
# Each age of pupils stands for itself; no two interventions claim what is in them.
GROUPS = (People.ADULTS, People.PEOPLE_IN_WORK, People.OLDER_PEOPLE)
some = settings(max_examples=60)


def package_of(cases: list[Case]) -> Package:
    return evaluate_package(cases, ANALYSIS, YEARS)


@some
@given(random_packages(), st.randoms(use_true_random=False))
def test_the_order_of_interventions_moves_nothing_but_rounding(cases: list[Case], chance: object) -> None:
    shuffled = list(cases)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = net(package_of(cases), View()), net(package_of(shuffled), View())
    scale = sum(abs(benefits(evaluate(case, ANALYSIS, YEARS), View()).base) for case in cases)
    assert (abs(one.base - other.base) <= 1e-12 * scale).all()


@some
@given(random_packages())
def test_a_package_never_averts_more_than_there_is(cases: list[Case]) -> None:
    package = package_of(cases)
    found: dict[Outcome, Array] = defaultdict(lambda: np.zeros(len(YEARS)))
    for line, totals in zip(package.lines, package.base, strict=True):
        if line.flow is Flow.QUANTITY and line.outcome in (Outcome.DEPRESSION, Outcome.SICKNESS_ABSENCE):
            found[line.outcome] += totals.undiscounted[0]
    sizes = part_sizes({name: np.array([[value]]) for name, value in cases[0].area.figures.items()})
    people = {Outcome.DEPRESSION: ("in_work", "older", "neither"), Outcome.SICKNESS_ABSENCE: ("in_work",)}
    for outcome, averted in found.items():
        there_is = sum(sizes[part].item() for part in people[outcome]) * burden(outcome.value) * np.array(YEARS)
        assert (averted <= there_is).all()


@some
@given(random_packages())
def test_what_is_taken_out_never_turns_a_line_round_nor_makes_it_larger(cases: list[Case]) -> None:
    package = package_of(cases)
    whole: dict[object, Array] = {}
    taken: dict[object, Array] = {}
    for line, totals in zip(package.lines, package.base, strict=True):
        key = (line.intervention, line.flow, line.label, line.sector)
        (taken if line.taken_out else whole)[key] = totals.discounted[0]
    for name, amount in taken.items():
        left = whole[name] + amount
        assert (left * whole[name] >= 0).all()
        assert (abs(left) <= abs(whole[name]) * (1 + 1e-12)).all()


@st.composite
def random_claims(draw: st.DrawFn) -> list[list[Claim]]:
    """What several interventions claim in two draws and two years; some do harm, some claim more than there is."""
    size = st.one_of(SHARES, st.floats(-0.5, 3.0).map(lambda x: round(x, 3)), st.sampled_from([0.0, 1.0, 1e-13]))
    claims = []
    for _ in range(draw(st.integers(1, 4))):
        people = draw(st.sampled_from(GROUPS))
        shares = np.array(draw(st.lists(size, min_size=4, max_size=4))).reshape(2, 2)
        everyone = sum(SIZES[part].item() for part in PARTS[people])
        claims.append([Claim(Outcome.DEPRESSION, people, shares * everyone * burden("depression or anxiety"))])
    return claims


FIGURES = {
    name: np.array([[value]])
    for name, value in {
        "adults": 5000.0,
        "residents_16_to_64": 3100.0,
        "employment_rate": 0.76,
        "people_65_plus": 1200.0,
    }.items()
}
SIZES = part_sizes(FIGURES)


@settings(max_examples=300)
@given(random_claims())
def test_in_every_draw_and_year_claims_are_cut_and_never_turned_and_harm_is_left_alone(
    claims: list[list[Claim]],
) -> None:
    for (claim,), left in zip(claims, shares_left(claims, FIGURES), strict=True):
        for share in left.values():
            assert np.all((share >= 0) & (share <= 1 + 1e-12))
            assert np.all(np.broadcast_to(share, claim.amount.shape)[claim.amount < 0] == 1)


@settings(max_examples=300)
@given(random_claims())
def test_in_every_draw_and_year_the_good_done_is_at_most_all_there_is_and_at_least_the_largest_claim(
    claims: list[list[Claim]],
) -> None:
    assert np.all(good_done(claims) <= sum(map(burden_of, PARTS[People.ADULTS])) * (1 + 1e-12))
    for people in GROUPS:
        of_one_group = [[claim] for (claim,) in claims if claim.people is people]
        if of_one_group:
            there_is = sum(map(burden_of, PARTS[people]))
            largest = np.max([np.clip(claim.amount, 0, there_is) for (claim,) in of_one_group], axis=0)
            assert np.all(good_done(of_one_group) <= there_is * (1 + 1e-12))
            assert np.all(good_done(of_one_group) >= largest * (1 - 1e-12))


def burden_of(part: str) -> float:
    return float(SIZES[part].item() * burden("depression or anxiety"))


@settings(max_examples=100)
@given(random_claims(), st.integers(0, 3))
def test_one_more_intervention_never_leaves_less_averted_than_before(claims: list[list[Claim]], number: int) -> None:
    fewer = [one for place, one in enumerate(claims) if place != number]
    assert (good_done(claims) >= good_done(fewer) * (1 - 1e-12)).all()


def good_done(claims: list[list[Claim]]) -> Array:
    """What is averted by those that do good: each added by itself, so that no harm swallows its digits."""
    # A claim that meets no other is kept whole, even where it is more than there is; here it is cut to that.
    total = np.zeros((2, 2))
    for (claim,), left in zip(claims, shares_left(claims, FIGURES), strict=True):
        there_is = sum(SIZES[part].item() for part in PARTS[claim.people]) * burden("depression or anxiety")
        share = left.get((claim.outcome, claim.people))
        kept = np.minimum(claim.amount, there_is) if share is None else claim.amount * share
        total = total + np.maximum(kept, 0)
    return total


@some
@given(random_packages())
def test_members_add_up_to_the_package(cases: list[Case]) -> None:
    package = package_of(cases)
    parts = np.sum([net(member, View()).base for member in package.members], axis=0)
    scale = np.sum([abs(benefits(member, View()).base) for member in package.members], axis=0)
    assert net(package, View()).base == pytest.approx(parts, rel=1e-12, abs=1e-12 * max(scale))
