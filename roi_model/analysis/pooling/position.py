"""The net position of each partner, by year: what it pays, what it gains, when it is in credit, and how surely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from roi_model.analysis.estimate import Chance, Estimate, chance, estimates
from roi_model.analysis.measures import Sums, View, benefits, costs, payback_year
from roi_model.analysis.pooling.partner import Basis, Partner, partners_of
from roi_model.engine.cash_flow import Array
from roi_model.engine.evaluation import Totals
from roi_model.engine.sector import Sector

CREDIT_YEARS = (1, 2, 3, 5, 10)


@dataclass(frozen=True)
class Payback:
    """When what a partner has paid has come back, and stays so to the time horizon.

    Attributes
    ----------
    mean, base
        Payback year of the mean of the draws and of the base case; None where not within the horizon.
    by_year
        Share of the draws that pay back in year 1, 2, … horizon.
    never
        Share of the draws that do not pay back within the horizon. With ``by_year`` it adds up to 1.
    """

    mean: int | None
    base: int | None
    by_year: tuple[Chance, ...]
    never: Chance


@dataclass(frozen=True)
class Position:
    """What a partner pays and gains on one basis, in £ of the price year.

    Attributes
    ----------
    basis
        Financial (cash, not discounted) or economic (all value, discounted).
    contribution
        Programme cost it pays over the horizon.
    benefit_cash, benefit
        Its gains over the horizon: those in cash, and all. Losses by a transfer are below 0.
    net
        The benefit that the basis counts, less the contribution, over the horizon.
    yearly
        Net of each year, year 1 first.
    cumulative
        Net of all years up to each year.
    in_credit
        Year to the chance that the cumulative net is above 0 by its end: years 1, 2, 3, 5, 10 and the horizon.
    payback
        When it is paid back; None for a partner that pays nothing.
    """

    basis: Basis
    contribution: Estimate
    benefit_cash: Estimate
    benefit: Estimate
    net: Estimate
    yearly: tuple[Estimate, ...]
    cumulative: tuple[Estimate, ...]
    in_credit: Mapping[int, Chance]
    payback: Payback | None


@dataclass(frozen=True)
class PartnerPosition:
    """A partner's position in the financial and in the economic case; all partners together where it is None."""

    partner: Partner | None
    financial: Position
    economic: Position

    @property
    def label(self) -> str:
        """Its name as a reader sees it."""
        return "All partners" if self.partner is None else self.partner.label

    def on(self, basis: Basis) -> Position:
        """Return the position on a basis."""
        return self.financial if basis is Basis.FINANCIAL else self.economic


def each_year(horizon: int) -> tuple[int, ...]:
    """Return the horizons that positions by year need: 1, 2, … horizon.

    Examples
    --------
    >>> each_year(3)
    (1, 2, 3)
    """
    return tuple(range(1, horizon + 1))


def credit_years(horizon: int) -> tuple[int, ...]:
    """Return the years by which the chance of being in credit is told.

    Examples
    --------
    >>> credit_years(4)
    (1, 2, 3, 4)
    """
    return tuple(sorted({*(year for year in CREDIT_YEARS if year < horizon), horizon}))


def positions(totals: Totals, separately: Sequence[Sector] = ()) -> tuple[PartnerPosition, ...]:
    """Return the position of each partner, and of all together at the end.

    Formula: net(t) = Σ benefits(k) − contributions(k), years k up to t; by draw, partners add up to the whole.

    Parameters
    ----------
    totals
        One case or a package, evaluated at `each_year` up to the horizon.
    separately
        Sectors that are another partner in each place.

    Raises
    ------
    ValueError
        When the totals are not those of each year up to a horizon.

    Examples
    --------
    >>> from roi_model.engine.analysis import Analysis
    >>> from roi_model.engine.case import build_case
    >>> from roi_model.engine.evaluation import evaluate
    >>> from roi_model.inputs.area import find_area
    >>> case = build_case("collaborative_care", find_area(["Leeds"]))
    >>> found = positions(evaluate(case, Analysis(draws=1000), each_year(2)))
    >>> [(one.label, one.economic.payback is not None) for one in found][:2]
    [('NHS', True), ('Local government', False)]
    """
    if totals.horizons != each_year(len(totals.horizons)):
        raise ValueError(f"positions by year need the horizons 1, 2, …, and not {totals.horizons}")
    found = [
        PartnerPosition(
            partner,
            position(totals, Basis.FINANCIAL, partner.view(Basis.FINANCIAL)),
            position(totals, Basis.ECONOMIC, partner.view(Basis.ECONOMIC)),
        )
        for partner in partners_of(totals, separately)
    ]
    whole = (position(totals, basis, basis.view) for basis in (Basis.FINANCIAL, Basis.ECONOMIC))
    return (*found, PartnerPosition(None, *whole))


def position(totals: Totals, basis: Basis, view: View) -> Position:
    """Return the position of whoever's money a view counts; the totals are those of each year."""
    paid = costs(totals, view)
    gained = benefits(totals, view)
    other = benefits(totals, replace(view, cash_only=not view.cash_only))
    cash, all_value = (gained, other) if view.cash_only else (other, gained)
    net = gained - paid
    horizon = totals.horizons[-1]
    contribution, benefit_cash, benefit, *by_year = estimates(
        [paid.at(-1), cash.at(-1), all_value.at(-1), *_each(_by_year(net)), *_each(net)]
    )
    return Position(
        basis=basis,
        contribution=contribution,
        benefit_cash=benefit_cash,
        benefit=benefit,
        net=by_year[-1],
        yearly=tuple(by_year[:horizon]),
        cumulative=tuple(by_year[horizon:]),
        in_credit={year: chance(net.draws[:, year - 1] > 0) for year in credit_years(horizon)},
        payback=_payback(totals, view, net) if paid.draws.any() or paid.base.any() else None,
    )


def payback_years(cumulative: Array) -> Array:
    """Return the payback year of every draw, shape (draws,); one more than the horizon where it is never.

    It is the year after the last one by whose end the draw is below 0; year 1 where there is none.

    Parameters
    ----------
    cumulative
        Net of all years up to each year, shape (draws, years).

    Examples
    --------
    >>> payback_years(np.array([[-1.0, 0.0, 2.0], [1.0, -1.0, -1.0], [1.0, 1.0, 1.0]]))
    array([2, 4, 1])
    """
    years = cumulative.shape[1]
    behind = cumulative[:, ::-1] < 0
    return np.where(behind.any(axis=1), years + 1 - behind.argmax(axis=1), 1)


def _payback(totals: Totals, view: View, net: Sums) -> Payback:
    horizon = totals.horizons[-1]
    repaid = payback_years(net.draws)
    return Payback(
        mean=payback_year(totals, view, horizon),
        base=payback_year(totals, view, horizon, base_case=True),
        by_year=tuple(chance(repaid == year) for year in totals.horizons),
        never=chance(repaid > horizon),
    )


def _by_year(sums: Sums) -> Sums:
    return Sums(np.diff(sums.base, prepend=0.0), np.diff(sums.draws, axis=1, prepend=0.0))


def _each(sums: Sums) -> list[tuple[float, Array]]:
    return [sums.at(number) for number in range(sums.base.size)]
