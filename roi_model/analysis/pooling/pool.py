"""A pool: the partners of a programme or package, who of them can pay, and what each pays and gains in every draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roi_model.analysis.pooling.coalition import MAX_PLAYERS
from roi_model.analysis.pooling.partner import Basis, Partner, partners_of
from roi_model.analysis.pooling.position import credit_years
from roi_model.engine.cash_flow import Array, ValueKind
from roi_model.engine.evaluation import Totals
from roi_model.engine.line import Flow, Line
from roi_model.engine.sector import Sector
from roi_model.inputs.refusal import InputError

# Individuals and wider society gain, but hold no budget from which to pay a share.
BUDGET_HOLDERS = tuple(sector for sector in Sector if sector not in {Sector.INDIVIDUALS, Sector.WIDER_SOCIETY})
DEFAULT_CHANCE = 0.8
MONEY = {Flow.COST, Flow.BENEFIT, Flow.TRANSFER}


@dataclass(frozen=True)
class PoolTerms:
    """What a pool is asked.

    Attributes
    ----------
    contributors
        Sectors that can pay.
    separately
        Sectors that are another partner in each place.
    basis
        Which money the rules go by: all value discounted, or cash not discounted.
    chance
        How surely everyone is to be in credit, above 0 and at most 1.
    by_year
        By the end of which year; None for the time horizon.
    """

    contributors: tuple[Sector, ...] = BUDGET_HOLDERS
    separately: tuple[Sector, ...] = ()
    basis: Basis = Basis.ECONOMIC
    chance: float = DEFAULT_CHANCE
    by_year: int | None = None

    def __post_init__(self) -> None:
        if not self.contributors:
            raise InputError("No partner can pay; name at least one.")
        if not 0 < self.chance <= 1:
            raise InputError(f"The chance of being in credit is {self.chance:g}; it must be above 0 and at most 1.")
        if self.by_year is not None and self.by_year < 1:
            raise InputError(f"The year to be in credit by is {self.by_year}; it must be 1 or more.")

    def year(self, horizon: int) -> int:
        """Return the year by whose end everyone is to be in credit.

        Raises
        ------
        InputError
            When it lies beyond the horizon.
        """
        if self.by_year is not None and self.by_year > horizon:
            raise InputError(f"The year to be in credit by is {self.by_year}; the time horizon is {horizon}.")
        return self.by_year or horizon

    def horizons(self, horizon: int) -> tuple[int, ...]:
        """Return the horizons at which a pool needs its totals, the time horizon last.

        Examples
        --------
        >>> PoolTerms(by_year=4).horizons(10)
        (1, 2, 3, 4, 5, 10)
        """
        return tuple(sorted({*credit_years(horizon), self.year(horizon)}))


@dataclass(frozen=True)
class Ledger:
    """What is paid and gained up to one year, on one basis, in £.

    Attributes
    ----------
    costs
        Of each programme: the base case, then every draw; shape (programmes, 1 + draws).
    paid, gained
        By each partner, as things stand; shape (partners, 1 + draws).
    charged
        Mean over the draws of what each partner pays of each programme, as things stand; shape
        (programmes, partners).
    brought, brought_cash
        Mean of what each programme brings each partner on the basis, and in cash alone; shape
        (programmes, partners).
    """

    costs: Array
    paid: Array
    gained: Array
    charged: Array
    brought: Array
    brought_cash: Array

    @property
    def whole_cost(self) -> Array:
        """Cost of all programmes: base case, then draws; shape (1 + draws,)."""
        return self.costs.sum(axis=0)


@dataclass(frozen=True)
class Pool:
    """A pool over one time horizon.

    Attributes
    ----------
    terms
        What it is asked.
    totals
        What is pooled.
    partners
        Who pays or gains.
    can_pay
        Whether each partner can pay, shape (partners,).
    programmes
        Intervention and place of each programme, in the order of the costs.
    """

    terms: PoolTerms
    totals: Totals
    partners: tuple[Partner, ...]
    can_pay: NDArray[np.bool_]
    programmes: tuple[tuple[str, str], ...]

    @property
    def horizon(self) -> int:
        """The time horizon in whole years."""
        return self.totals.horizons[-1]

    @property
    def units(self) -> tuple[tuple[int, ...], ...]:
        """What a group can fund on its own: the programmes of each place, where places are apart; otherwise all."""
        if not self.terms.separately:
            return (tuple(range(len(self.programmes))),)
        places = dict.fromkeys(place for _, place in self.programmes)
        return tuple(tuple(n for n, (_, own) in enumerate(self.programmes) if own == place) for place in places)

    def ledger(self, basis: Basis, year: int) -> Ledger:
        """Return what is paid and gained up to a year that the totals have."""
        return _ledger(self, basis, self.totals.horizons.index(year))


def pool_of(totals: Totals, terms: PoolTerms) -> Pool:
    """Put the partners of a programme or package into a pool.

    Parameters
    ----------
    totals
        One case or a package, evaluated at the horizons that the terms need.
    terms
        What the pool is asked.

    Raises
    ------
    InputError
        When there is no cost to share, or there are too many partners for exact results.
    """
    partners = partners_of(totals, terms.separately)
    money = [line for line in totals.lines if line.flow in MONEY]
    programmes = tuple(dict.fromkeys((line.intervention, line.place) for line in money))
    can_pay = np.array([partner.sector in terms.contributors for partner in partners], dtype=bool)
    pool = Pool(terms, totals, partners, can_pay, programmes)
    now = pool.ledger(terms.basis, pool.horizon)
    if not (now.whole_cost > 0).all():
        raise InputError("The programme costs nothing, so there is no cost to share.")
    players = int(np.sum(can_pay | now.paid.any(axis=1)))
    if players > MAX_PLAYERS:
        raise InputError(
            f"{players} partners can pay; groups of partners are looked at one by one for at most {MAX_PLAYERS}. "
            "Pool fewer places, or count fewer sectors separately."
        )
    return pool


def _ledger(pool: Pool, basis: Basis, number: int) -> Ledger:
    totals, view = pool.totals, basis.view
    time = "discounted" if view.discounted else "undiscounted"
    rows = {partner: row for row, partner in enumerate(pool.partners)}
    columns = 1 + totals.analysis.draws
    costs = np.zeros((len(pool.programmes), columns))
    paid, gained = np.zeros((2, len(pool.partners), columns))
    charged, brought, brought_cash = np.zeros((3, len(pool.programmes), len(pool.partners)))
    for line, base, simulated in zip(totals.lines, totals.base, totals.simulated, strict=True):
        owner = _owner(line, pool.terms.separately)
        if owner not in rows or line.flow not in MONEY:
            continue
        row = rows[owner]
        programme = pool.programmes.index((line.intervention, line.place))
        amounts = np.append(getattr(base, time)[0, number], getattr(simulated, time)[:, number])
        mean, is_cash = float(amounts[1:].mean()), line.kind is ValueKind.CASH
        if line.flow is Flow.COST:
            costs[programme] += amounts
            paid[row] += amounts
            charged[programme, row] += mean
        elif is_cash or not view.cash_only:
            gained[row] += amounts
            brought[programme, row] += mean
            brought_cash[programme, row] += mean if is_cash else 0.0
    return Ledger(costs, paid, gained, charged, brought, brought_cash)


def _owner(line: Line, separately: Sequence[Sector]) -> Partner | None:
    if line.sector is None:
        return None
    return Partner(line.sector, line.place if line.sector in separately else "")
