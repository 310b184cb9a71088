"""Fair shares: what each partner pays and is left with under each rule, how surely, and who would do better alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from roi_model.analysis.estimate import Chance, Estimate, chance, estimate, estimates, ratio_estimate
from roi_model.analysis.pooling.coalition import blocking_group, members, worth_of_groups
from roi_model.analysis.pooling.credit import in_credit, with_equal_chance
from roi_model.analysis.pooling.partner import Basis, Partner
from roi_model.analysis.pooling.pool import Ledger, Pool, PoolTerms, pool_of
from roi_model.analysis.pooling.rule import NoShares, Rule, Shares
from roi_model.analysis.pooling.shares import (
    by_nucleolus,
    by_shapley_value,
    game_of,
    in_proportion,
    with_equal_return,
)
from roi_model.engine.cash_flow import Array
from roi_model.engine.evaluation import Totals

HALF_A_PENNY = 0.005


@dataclass(frozen=True)
class PartnerShare:
    """What a partner pays and is left with under one rule, in £ of the price year.

    Attributes
    ----------
    partner
        Who.
    share
        Of the whole cost, on the basis of the rule: mean contribution ÷ mean cost.
    contribution, net
        Basis to what it pays, and to its benefit less that.
    change
        What it pays more than today, on the basis of the rule; below 0, less.
    return_per_pound
        Its benefit ÷ its contribution on the basis of the rule; None where it pays nothing.
    chance
        Basis to the chance that its net is above 0 at the horizon.
    in_credit
        Year to that chance by the year's end, on the basis of the rule.
    """

    partner: Partner
    share: float
    contribution: Mapping[Basis, Estimate]
    net: Mapping[Basis, Estimate]
    change: Estimate
    return_per_pound: Estimate | None
    chance: Mapping[Basis, Chance]
    in_credit: Mapping[int, Chance]


@dataclass(frozen=True)
class Blocked:
    """A group that would do better without the others, or without the programme.

    Attributes
    ----------
    group
        The group that would gain most by leaving.
    gain
        How much better it would do, in £ of the mean.
    funds_it
        Whether it would fund the programme alone; otherwise it would do better without it.
    """

    group: tuple[Partner, ...]
    gain: float
    funds_it: bool


@dataclass(frozen=True)
class Proposal:
    """One rule and what it gives.

    Attributes
    ----------
    rule
        The rule.
    obstacle
        Why it gives no shares, or None.
    partners
        What each partner pays and is left with; empty where there are no shares.
    blocked
        The group that keeps the split out of the core; None where the split is in the core, and
        where there is none.
    moved
        How much of the cost others pay than today, in £ of the mean.
    of_programmes
        Share of each programme's cost, shape (programmes, partners); None as things stand, and
        where there are no shares.
    """

    rule: Rule
    obstacle: NoShares | None
    partners: tuple[PartnerShare, ...] = ()
    blocked: Blocked | None = None
    moved: float = 0.0
    of_programmes: Array | None = None

    @property
    def in_core(self) -> bool:
        """Whether no group would do better alone; False where there are no shares."""
        return self.obstacle is None and self.blocked is None


@dataclass(frozen=True)
class FairShares:
    """A pool's cost under every rule.

    Attributes
    ----------
    pool
        The pool: its partners, terms and programmes.
    cost
        Basis to the whole cost.
    gained
        Basis to what each partner gains, in the order of the pool's partners.
    proposals
        One for each rule, in their order.
    """

    pool: Pool
    cost: Mapping[Basis, Estimate]
    gained: Mapping[Basis, tuple[Estimate, ...]]
    proposals: tuple[Proposal, ...]

    def by_rule(self, rule: Rule) -> Proposal:
        """Return the proposal of one rule."""
        return next(one for one in self.proposals if one.rule is rule)


@dataclass(frozen=True)
class _Books:
    """A pool's ledgers: at the horizon on both bases, and by year on the basis of the rules."""

    pool: Pool
    final: Mapping[Basis, Ledger]
    by_year: Mapping[int, Ledger]

    @property
    def now(self) -> Ledger:
        """The ledger at the horizon, on the basis of the rules."""
        return self.final[self.pool.terms.basis]


def fair_shares(totals: Totals, terms: PoolTerms | None = None) -> FairShares:
    """Share the cost of a programme or package under every rule, side by side.

    Parameters
    ----------
    totals
        One case or a package, evaluated at ``terms.horizons(horizon)`` or at every year.
    terms
        Who can pay, who is a partner in each place, on which basis, and how surely in credit by when.

    Raises
    ------
    InputError
        When there is no cost to share, a year lies beyond the horizon, or there are too many partners.

    Examples
    --------
    >>> from roi_model.engine.analysis import Analysis
    >>> from roi_model.engine.case import build_case
    >>> from roi_model.engine.evaluation import evaluate
    >>> from roi_model.inputs.area import find_area
    >>> terms = PoolTerms()
    >>> results = evaluate(build_case("debt_advice", find_area(["Leeds"])), Analysis(draws=1000), terms.horizons(5))
    >>> equal = fair_shares(results, terms).by_rule(Rule.EQUAL_RETURN)
    >>> [(one.partner.label, round(one.share, 2)) for one in equal.partners]
    [('NHS', 0.27), ('Local government', 0.46), ('Exchequer', 0.27), ('Individuals', 0.0)]
    """
    books = _books(totals, terms or PoolTerms())
    return FairShares(
        books.pool,
        {each: _estimate(ledger.whole_cost) for each, ledger in books.final.items()},
        {each: tuple(_estimate(row) for row in ledger.gained) for each, ledger in books.final.items()},
        tuple(_proposal(books, rule) for rule in Rule),
    )


def proposal_by(rule: Rule, totals: Totals, terms: PoolTerms | None = None) -> Proposal:
    """Return what one rule alone gives, the same as in `fair_shares`; the other rules are not worked out.

    Parameters
    ----------
    rule
        The rule.
    totals, terms
        As of `fair_shares`.

    Raises
    ------
    InputError
        As `fair_shares`.
    """
    return _proposal(_books(totals, terms or PoolTerms()), rule)


def _books(totals: Totals, terms: PoolTerms) -> _Books:
    pool = pool_of(totals, terms)
    final = {each: pool.ledger(each, pool.horizon) for each in Basis}
    by_year = {year: pool.ledger(terms.basis, year) for year in terms.horizons(pool.horizon)[:-1]}
    return _Books(pool, final, {**by_year, pool.horizon: final[terms.basis]})


def shares_by(rule: Rule, pool: Pool, ledger: Ledger, credit: Ledger) -> Shares | NoShares:
    """Return what a rule gives: shares of each programme's cost, or why there are none.

    Parameters
    ----------
    rule, pool
        The rule, and whose cost is shared.
    ledger, credit
        The pool's money at the time horizon, and up to the year by which everyone is to be in credit.
    """
    rules: dict[Rule, Callable[[], Shares | NoShares]] = {
        Rule.AS_TODAY: lambda: Shares(None),
        Rule.BY_BENEFIT: lambda: in_proportion(pool, ledger, ledger.brought),
        Rule.BY_CASH: lambda: in_proportion(pool, ledger, ledger.brought_cash),
        Rule.EQUAL_RETURN: lambda: with_equal_return(pool, ledger),
        Rule.SHAPLEY: lambda: by_shapley_value(pool, ledger),
        Rule.NUCLEOLUS: lambda: by_nucleolus(pool, ledger),
        Rule.IN_CREDIT: lambda: in_credit(pool, credit),
        Rule.EQUAL_CHANCE: lambda: with_equal_chance(pool, credit),
    }
    return rules[rule]()


def _proposal(books: _Books, rule: Rule) -> Proposal:
    pool, now = books.pool, books.now
    given = shares_by(rule, pool, now, books.by_year[pool.terms.year(pool.horizon)])
    if isinstance(given, NoShares):
        return Proposal(rule, given)
    paid = {basis: given.contributions(ledger) for basis, ledger in books.final.items()}
    nets = {basis: ledger.gained - paid[basis] for basis, ledger in books.final.items()}
    credit = {year: ledger.gained - given.contributions(ledger) for year, ledger in books.by_year.items()}
    partners = tuple(
        _partner_share(books, number, paid, nets, {year: row[number] for year, row in credit.items()})
        for number in range(len(pool.partners))
    )
    own = paid[pool.terms.basis]
    moved = float(np.abs((own - now.paid)[:, 1:].mean(axis=1)).sum()) / 2
    return Proposal(rule, None, partners, _blocked(pool, now, own), moved, given.of_programmes)


def _partner_share(
    books: _Books,
    number: int,
    paid: Mapping[Basis, Array],
    nets: Mapping[Basis, Array],
    credit: Mapping[int, Array],
) -> PartnerShare:
    now, own = books.now, paid[books.pool.terms.basis][number]
    rows = [*(each[number] for each in (*paid.values(), *nets.values())), own - now.paid[number]]
    *money, change = estimates([(float(row[0]), row[1:]) for row in rows])
    return PartnerShare(
        partner=books.pool.partners[number],
        share=float(own[1:].mean() / now.whole_cost[1:].mean()),
        contribution=dict(zip(paid, money, strict=False)),
        net=dict(zip(nets, money[len(paid) :], strict=True)),
        change=change,
        return_per_pound=_ratio(now.gained[number], own),
        chance={basis: chance(rows[number, 1:] > 0) for basis, rows in nets.items()},
        in_credit={year: chance(row[1:] > 0) for year, row in credit.items()},
    )


def _blocked(pool: Pool, ledger: Ledger, paid: Array) -> Blocked | None:
    """Return the group that would do best alone: of those who can pay or do, on the means of the draws."""
    gained, costs = game_of(pool, ledger)
    players = np.flatnonzero((pool.can_pay & gained.any(axis=0)) | paid[:, 1:].any(axis=1))
    worth = worth_of_groups(gained[:, players], costs)
    nets = gained[:, players].sum(axis=0) - paid[players, 1:].mean(axis=1)
    found = blocking_group(worth, nets, max(HALF_A_PENNY, 1e-9 * float(costs.sum())))
    if found is None:
        return None
    group, gain = found
    leaving = tuple(pool.partners[players[one]] for one in members(group, players.size))
    return Blocked(leaving, gain, bool(worth[group] > 0))


def _estimate(row: Array) -> Estimate:
    return estimate(float(row[0]), row[1:])


def _ratio(above: Array, below: Array) -> Estimate | None:
    return ratio_estimate((float(above[0]), float(below[0])), above[1:], below[1:])
