"""What holds for every split by every rule, and for the games behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pools import CAPACITY, CASH, cost, gain, totals_of

from roi_model.analysis.pooling.coalition import blocking_group, shapley_value, worth_of_groups
from roi_model.analysis.pooling.fair_shares import FairShares, fair_shares
from roi_model.analysis.pooling.nucleolus import nucleolus
from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.pooling.pool import PoolTerms
from roi_model.analysis.pooling.rule import Reason, Rule
from roi_model.engine.cash_flow import Array
from roi_model.engine.line import Line
from roi_model.engine.sector import Sector

DRAWS = 12
MONEY = st.integers(0, 1000).map(float)
ALL = Sector  # in these pools everyone can pay, unless a test says otherwise


def amounts(least: int) -> st.SearchStrategy[list[list[float]]]:
    """One amount for each draw: from a seed, for a list of so many numbers takes long to make; or the same in all."""

    def drawn(seed: int, spread: int) -> list[list[float]]:
        numbers = np.random.default_rng(seed).integers(0, spread + 1, DRAWS) + least
        return [[float(number)] for number in numbers]

    return st.builds(drawn, st.integers(0, 2**16), st.sampled_from([0, 10, 1000]))


@st.composite
def pools(draw: st.DrawFn, programmes: int = 2) -> dict[Line, list[list[float]]]:
    """A pool of one or two programmes with up to nine sectors, in cash and otherwise, every draw its own."""
    flows: dict[Line, list[list[float]]] = {}
    for number in range(draw(st.integers(1, programmes))):
        name = f"programme {number}"
        flows[cost(draw(st.sampled_from(Sector)), name, "Leeds")] = draw(amounts(draw(st.sampled_from([1, 300]))))
        for sector in draw(st.lists(st.sampled_from(Sector), min_size=1, max_size=9, unique=True)):
            kind, least = draw(st.sampled_from([CASH, CAPACITY])), draw(st.sampled_from([0, 0, 100]))
            flows[gain(sector, kind, name, "Leeds")] = draw(amounts(least))
    return flows


@st.composite
def games(draw: st.DrawFn, units: int = 1) -> tuple[Array, Array]:
    """What up to six players gain from each unit, and costs that they can carry together."""
    players = draw(st.integers(1, 6))
    gains = np.array([draw(st.lists(MONEY, min_size=players, max_size=players)) for _ in range(units)])
    shares = np.array(draw(st.lists(st.floats(0.01, 1), min_size=units, max_size=units)))
    return gains, gains.sum(axis=1) * shares


def contributions(found: FairShares, rule: Rule) -> Array:
    """The mean contribution of each partner, in the order of the pool."""
    return np.array([one.contribution[Basis.ECONOMIC].mean for one in found.by_rule(rule).partners])


def scale(found: FairShares) -> float:
    return found.cost[Basis.ECONOMIC].mean


@given(flows=pools(), chance=st.sampled_from([0.5, 0.8, 1.0]))
def test_TV_22_shares_sum_to_the_cost_and_nets_to_the_net_under_every_rule(
    flows: dict[Line, list[list[float]]], chance: float
) -> None:
    found = fair_shares(totals_of(flows), PoolTerms(contributors=tuple(ALL), chance=chance))
    for proposal in found.proposals:
        if proposal.obstacle is not None:
            continue
        for basis in Basis:
            whole, gained = found.cost[basis], sum(one.mean for one in found.gained[basis])
            added = [one.contribution[basis] for one in proposal.partners]
            assert sum(one.mean for one in added) == pytest.approx(whole.mean, abs=1e-6)
            assert sum(one.base for one in added) == pytest.approx(whole.base, abs=1e-6)
            assert sum(one.net[basis].mean for one in proposal.partners) == pytest.approx(gained - whole.mean, abs=1e-6)
        assert sum(one.share for one in proposal.partners) == pytest.approx(1, abs=1e-9)
        assert sum(one.change.mean for one in proposal.partners) == pytest.approx(0, abs=1e-6)


@given(flows=pools())
def test_equal_return_gives_equal_returns(flows: dict[Line, list[list[float]]]) -> None:
    proposal = fair_shares(totals_of(flows), PoolTerms(contributors=tuple(ALL))).by_rule(Rule.EQUAL_RETURN)
    returns = [one.return_per_pound.mean for one in proposal.partners if one.return_per_pound is not None]
    assert (returns == []) == (proposal.obstacle is not None)
    assert returns == pytest.approx(returns[:1] * len(returns))


@given(flows=pools())
def test_a_rule_never_asks_those_who_cannot_pay(flows: dict[Line, list[list[float]]]) -> None:
    found = fair_shares(totals_of(flows))
    for rule in (Rule.EQUAL_RETURN, Rule.SHAPLEY, Rule.NUCLEOLUS, Rule.EQUAL_CHANCE):
        for one in found.by_rule(rule).partners:
            assert one.partner.sector not in {Sector.INDIVIDUALS, Sector.WIDER_SOCIETY} or one.share == 0


@given(flows=pools(), chance=st.sampled_from([0.25, 0.5, 0.8, 1.0]))
def test_everyone_who_pays_is_in_credit_as_surely_as_asked_or_it_cannot_be(
    flows: dict[Line, list[list[float]]], chance: float
) -> None:
    totals = totals_of(flows)
    proposal = fair_shares(totals, PoolTerms(contributors=tuple(ALL), chance=chance)).by_rule(Rule.IN_CREDIT)
    for one in proposal.partners:
        assert one.share <= 0 or one.chance[Basis.ECONOMIC].probability >= chance
    if proposal.obstacle is not None:
        assert proposal.obstacle.reason is Reason.NOT_SURE
        best = proposal.obstacle.best
        assert best is not None
        assert best.probability < chance


@given(flows=pools(), chance=st.sampled_from([0.25, 0.5, 0.8]), data=st.data())
def test_no_other_split_puts_everyone_in_credit_moving_less_or_where_it_is_refused(
    flows: dict[Line, list[list[float]]], chance: float, data: st.DataObject
) -> None:
    found = fair_shares(totals_of(flows), PoolTerms(contributors=tuple(ALL), chance=chance))
    proposal, equal = found.by_rule(Rule.IN_CREDIT), found.by_rule(Rule.EQUAL_CHANCE)
    ledger = found.pool.ledger(Basis.ECONOMIC, 1)
    cost_of, gained, paid = ledger.whole_cost[1:], ledger.gained[:, 1:], ledger.paid[:, 1:]
    parts = st.lists(st.integers(0, 20), min_size=len(gained), max_size=len(gained)).filter(any)
    for weights in data.draw(st.lists(parts, min_size=5, max_size=5)):
        shares = np.array(weights) / sum(weights)
        pays = shares > 0
        chances = np.mean(gained - shares[:, np.newaxis] * cost_of > 0, axis=1)[pays]
        if chances.min() >= chance:
            assert proposal.obstacle is None
            moved = np.abs(shares * cost_of.mean() - paid.mean(axis=1)).sum() / 2
            assert proposal.moved <= moved + 1e-6 * cost_of.mean()
        if equal.obstacle is None:
            best = [one.chance[Basis.ECONOMIC].probability for one in equal.partners if one.share > 1e-9]
            assert chances.min() <= min(best) + 1e-9


@given(flows=pools(), lost=st.integers(1, 500), data=st.data())
def test_who_loses_by_it_breaks_no_sum(flows: dict[Line, list[list[float]]], lost: int, data: st.DataObject) -> None:
    sector = data.draw(st.sampled_from(Sector))
    loss = gain(sector, CASH, "programme 0", "Leeds", label="Loss")
    found = fair_shares(totals_of({**flows, loss: [[-float(lost)]] * DRAWS}), PoolTerms(contributors=tuple(ALL)))
    for proposal in found.proposals:
        assert not proposal.partners or sum(one.share for one in proposal.partners) == pytest.approx(1, abs=1e-9)


@given(flows=pools(), data=st.data())
def test_results_do_not_depend_on_the_order_of_lines_or_partners(
    flows: dict[Line, list[list[float]]], data: st.DataObject
) -> None:
    terms = PoolTerms(contributors=tuple(ALL), chance=0.5)
    found = fair_shares(totals_of(flows), terms)
    turned = fair_shares(totals_of(dict(data.draw(st.permutations(list(flows.items()))))), terms)
    for rule in Rule:
        assert contributions(turned, rule) == pytest.approx(contributions(found, rule), abs=1e-6 * scale(found))


@given(flows=pools(programmes=1), data=st.data())
def test_results_do_not_depend_on_which_sector_a_partner_is(
    flows: dict[Line, list[list[float]]], data: st.DataObject
) -> None:
    renamed = dict(zip(Sector, data.draw(st.permutations(list(Sector))), strict=True))
    terms = PoolTerms(contributors=tuple(ALL), chance=0.5)
    found, turned = fair_shares(totals_of(flows), terms), fair_shares(totals_of(renamed_lines(flows, renamed)), terms)
    for rule in Rule:
        before = {renamed[one.partner.sector]: one.share for one in found.by_rule(rule).partners}
        after = {one.partner.sector: one.share for one in turned.by_rule(rule).partners}
        assert after == pytest.approx(before, abs=1e-6)


def renamed_lines(
    flows: dict[Line, list[list[float]]], renamed: dict[Sector, Sector]
) -> dict[Line, Sequence[Sequence[float]]]:
    return {
        replace(line, sector=renamed[line.sector]): amounts
        for line, amounts in flows.items()
        if line.sector is not None
    }


@given(game=games())
def test_the_shapley_value_is_efficient_symmetric_and_gives_nothing_for_nothing(game: tuple[Array, Array]) -> None:
    gains, costs = game
    padded = np.column_stack(
        [gains, gains[:, :1], np.zeros((1, 1))]
    )  # a twin of the first player, and one that adds nothing
    worth = worth_of_groups(padded, costs)
    values = shapley_value(worth)
    assert values.sum() == pytest.approx(worth[-1], abs=1e-9 * (1 + worth[-1]))
    assert values[-2] == pytest.approx(values[0], abs=1e-9 * (1 + worth[-1]))
    assert values[-1] == 0


@given(game=games(units=2))
def test_the_shapley_value_of_two_games_is_the_sum_of_their_values(game: tuple[Array, Array]) -> None:
    gains, costs = game
    parts = [shapley_value(worth_of_groups(gains[unit : unit + 1], costs[unit : unit + 1])) for unit in (0, 1)]
    assert shapley_value(worth_of_groups(gains, costs)) == pytest.approx(sum(parts), abs=1e-9 * (1 + gains.sum()))


@given(game=games(units=2))
def test_shapley_value_and_nucleolus_are_in_the_core(game: tuple[Array, Array]) -> None:
    gains, costs = game
    worth = worth_of_groups(gains, costs)
    tolerance = 1e-8 * (1 + gains.sum())
    for values in (shapley_value(worth), nucleolus(worth)):
        assert values.sum() == pytest.approx(worth[-1], abs=tolerance)
        assert blocking_group(worth, values, tolerance) is None


@given(game=games())
def test_the_nucleolus_of_one_programme_is_the_division_of_the_talmud(game: tuple[Array, Array]) -> None:
    """A group's worth, max(0, b(S) − C), is that of a bankruptcy game: the estate b(N) − C, the claims b(i)."""
    gains, costs = game
    found = nucleolus(worth_of_groups(gains, costs))
    divided = talmud(gains[0], float(gains.sum() - costs[0]))
    assert found == pytest.approx(divided, abs=1e-7 * (1 + gains.sum()))


def talmud(claims: Array, estate: float) -> Array:
    """Half of each claim is the dividing line: below it gains are made equal, above it losses (Aumann, Maschler)."""
    halves = claims / 2
    if estate <= halves.sum():
        return equal_awards(halves, estate)
    return claims - equal_awards(halves, float(claims.sum()) - estate)


def equal_awards(claims: Array, estate: float) -> Array:
    """The same for everyone, but no more than the claim."""
    awards, left = np.zeros_like(claims), max(estate, 0.0)
    for rank, player in enumerate(np.argsort(claims)):
        awards[player] = min(claims[player], left / (claims.size - rank))
        left -= awards[player]
    return awards


@given(game=games(units=2), data=st.data())
def test_games_do_not_depend_on_the_order_of_players(game: tuple[Array, Array], data: st.DataObject) -> None:
    gains, costs = game
    order = np.array(data.draw(st.permutations(range(gains.shape[1]))))
    before, after = worth_of_groups(gains, costs), worth_of_groups(gains[:, order], costs)
    for value in (shapley_value, nucleolus):
        assert value(after) == pytest.approx(value(before)[order], abs=1e-7 * (1 + gains.sum()))


@given(game=games(), taken=st.floats(0.01, 1))
def test_a_split_that_asks_more_than_a_partner_gains_is_blocked_by_those_it_asks(
    game: tuple[Array, Array], taken: float
) -> None:
    gains, costs = game
    assume(gains.size > 1 and costs[0] > 1 and gains.sum() > costs[0])
    paid = gains[0] * costs[0] / gains.sum()
    paid += np.where(np.arange(paid.size) == 0, 1, -1 / (paid.size - 1)) * (gains[0, 0] - paid[0] + taken)
    found = blocking_group(worth_of_groups(gains, costs), gains[0] - paid, 1e-6)
    assert found is not None
    assert found[1] >= taken - 1e-6
