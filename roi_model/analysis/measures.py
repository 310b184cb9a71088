"""What results mean: net present value, return per £1, payback, cost per QALY, chance of being in credit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from roi_model.analysis.estimate import Chance, Estimate, chance, estimate, ratio_estimate
from roi_model.engine.cash_flow import Array, ValueKind
from roi_model.engine.evaluation import Totals
from roi_model.engine.line import Flow, Line
from roi_model.engine.sector import Sector

GAINS = (Flow.BENEFIT, Flow.TRANSFER)


@dataclass(frozen=True)
class View:
    """Whose money is counted, and which.

    Attributes
    ----------
    sectors
        The sectors whose costs and benefits count. Transfers count unless all sectors do:
        in the societal total they cancel.
    cash_only
        Whether only cash benefits count.
    discounted
        Whether flows are discounted.
    places
        The places of a package whose costs and benefits count; none for all of them.
    """

    sectors: tuple[Sector, ...] = tuple(Sector)
    cash_only: bool = False
    discounted: bool = True
    places: tuple[str, ...] = ()

    @property
    def cash(self) -> View:
        """The same view, of cash only."""
        return replace(self, cash_only=True)

    @property
    def undiscounted(self) -> View:
        """The same view, not discounted."""
        return replace(self, discounted=False)

    def counts(self, line: Line) -> bool:
        """Whether a line of money is counted."""
        if line.sector not in self.sectors or (self.places and line.place not in self.places):
            return False
        if line.flow is Flow.TRANSFER:
            return set(self.sectors) != set(Sector)
        return line.flow is Flow.COST or not self.cash_only or line.kind is ValueKind.CASH


@dataclass(frozen=True)
class Sums:
    """A sum of lines: in the base case, shape (horizons,), and in the draws, shape (draws, horizons)."""

    base: Array
    draws: Array

    def __sub__(self, other: Sums) -> Sums:
        return Sums(self.base - other.base, self.draws - other.draws)

    def at(self, horizon: int) -> tuple[float, Array]:
        """Return base case and draws at the horizon with this number in the results."""
        return float(self.base[horizon]), self.draws[:, horizon]


def view_of(results: Totals) -> View:
    """Return the view that the analysis's perspective asks for: all value, discounted."""
    return View(results.analysis.sectors)


def costs(results: Totals, view: View) -> Sums:
    """Programme cost that falls on the view's sectors, in £."""
    return sums_where(results, lambda line: line.flow is Flow.COST and view.counts(line), discounted=view.discounted)


def benefits(results: Totals, view: View) -> Sums:
    """Benefits, and transfers where they count, that fall on the view's sectors, in £."""
    return sums_where(results, lambda line: line.flow in GAINS and view.counts(line), discounted=view.discounted)


def net(results: Totals, view: View) -> Sums:
    """Benefits less costs of the view's sectors, in £: net present value where discounted."""
    return benefits(results, view) - costs(results, view)


def qalys(results: Totals, *, discounted: bool = True) -> Sums:
    """QALYs gained by everyone."""
    return sums_where(results, lambda line: line.flow is Flow.QALY, discounted=discounted)


def quantity(results: Totals, number: int = 0) -> Sums:
    """One quantity, counted over the years before each horizon; number 0 is the people reached."""
    wanted = [line for line in results.lines if line.flow is Flow.QUANTITY][number]
    return sums_where(results, lambda line: line is wanted, discounted=False)


def return_per_pound(results: Totals, view: View, horizon: int) -> Estimate | None:
    """Return benefits ÷ programme costs that fall on the view's sectors, or None where they pay nothing.

    Formula: Σ benefits·d(t) ÷ Σ costs·d(t), as a ratio of the means of the draws.
    """
    base_benefit, benefit = benefits(results, view).at(horizon)
    base_cost, cost = costs(results, view).at(horizon)
    return ratio_estimate((base_benefit, base_cost), benefit, cost)


def return_to_sector(results: Totals, sector: Sector, view: View, horizon: int) -> Estimate | None:
    """Return one sector's benefits ÷ the whole programme cost, whoever pays it.

    Over all sectors these add up to the societal return per £1 (transfers add up to nothing).
    """
    base_benefit, benefit = benefits(results, replace(view, sectors=(sector,))).at(horizon)
    base_cost, cost = costs(results, replace(view, sectors=tuple(Sector))).at(horizon)
    return ratio_estimate((base_benefit, base_cost), benefit, cost)


def net_present_value(results: Totals, view: View, horizon: int) -> Estimate:
    """Return benefits less costs of the view's sectors, in £."""
    return estimate(*net(results, view).at(horizon))


def chance_in_credit(results: Totals, view: View, horizon: int) -> Chance:
    """Return the chance that the view's benefits exceed its costs by the horizon."""
    return chance(net(results, view).draws[:, horizon] > 0)


def cost_per_qaly(results: Totals, view: View, horizon: int) -> Estimate | None:
    """Return (costs − benefits) ÷ QALYs gained, or None where no QALYs are known or the view neither pays nor gains.

    Below 0 the programme saves money and gains health. Values of wellbeing, among them the value
    of the QALYs themselves, are left out of the benefits: one change is counted once.
    """
    parts = net_cost_and_qalys(results, view)
    if parts is None:
        return None
    (base_net, net_draws), (base_qaly, qaly_draws) = (part.at(horizon) for part in parts)
    return ratio_estimate((base_net, base_qaly), net_draws, qaly_draws)


def net_cost_and_qalys(results: Totals, view: View) -> tuple[Sums, Sums] | None:
    """Return numerator and denominator of `cost_per_qaly`, or None where the view neither pays nor gains."""

    def is_market(line: Line) -> bool:
        return line.kind is not ValueKind.WELLBEING and view.counts(line)

    if not any(is_market(line) for line in results.lines):
        return None
    spent = sums_where(results, lambda line: line.flow is Flow.COST and is_market(line), discounted=view.discounted)
    gained = sums_where(results, lambda line: line.flow in GAINS and is_market(line), discounted=view.discounted)
    return spent - gained, qalys(results, discounted=view.discounted)


def touched_sectors(results: Totals) -> list[Sector]:
    """Return the sectors that pay or gain anything, in the order of `Sector`."""
    touched = {results.lines[number].sector for number in np.flatnonzero(np.any(results.mean_yearly, axis=1))}
    return [sector for sector in Sector if sector in touched]


def yearly_net(results: Totals, view: View, *, base_case: bool = False) -> Array:
    """Return benefits less costs of the view's sectors by year, shape (years,), in £.

    The mean of the draws, or the base case; discounted where the view is.
    """
    yearly = results.base_yearly if base_case else results.mean_yearly
    flow = np.zeros(yearly.shape[1])
    for line, amounts in zip(results.lines, yearly, strict=True):
        if line.flow in {Flow.COST, Flow.BENEFIT, Flow.TRANSFER} and view.counts(line):
            sign = -1 if line.flow is Flow.COST else 1
            flow += sign * amounts * (results.factors(line) if view.discounted else 1)
    return flow


def payback_year(results: Totals, view: View, years: int, *, base_case: bool = False) -> int | None:
    """Return the first year by whose end benefits have repaid costs and stay ahead to the horizon.

    Years are counted from 1; None where costs are not repaid within the horizon, or where the
    view's sectors pay nothing.

    Parameters
    ----------
    results
        Evaluated to the horizon wanted.
    view
        Whose money; discounted or not.
    years
        The time horizon.
    base_case
        Use the base case instead of the mean of the draws.
    """
    pays = any(
        line.flow is Flow.COST and view.counts(line) and bool(results.mean_yearly[number, :years].any())
        for number, line in enumerate(results.lines)
    )
    return repaid_by(yearly_net(results, view, base_case=base_case)[:years]) if pays else None


def repaid_by(flow: Array) -> int | None:
    """Return the first year, from 1, by whose end a net flow by year adds up to 0 or more and stays there.

    Examples
    --------
    >>> repaid_by(np.array([-3.0, 1.0, 2.0, 0.0])), repaid_by(np.array([1.0, -2.0]))
    (3, None)
    """
    behind = np.flatnonzero(np.cumsum(flow) < 0)
    first = int(behind[-1]) + 2 if behind.size else 1
    return first if first <= flow.size else None


def sums_where(results: Totals, wanted: Callable[[Line], bool], *, discounted: bool) -> Sums:
    """Return the sum of the lines that are wanted."""
    chosen = [number for number, line in enumerate(results.lines) if wanted(line)]
    time = "discounted" if discounted else "undiscounted"
    horizons = len(results.horizons)
    draws = results.simulated[0].undiscounted.shape[0]
    return Sums(
        _add([getattr(results.base[number], time)[0] for number in chosen], (horizons,)),
        _add([getattr(results.simulated[number], time) for number in chosen], (draws, horizons)),
    )


def _add(parts: list[Array], shape: tuple[int, ...]) -> Array:
    total = np.zeros(shape, order="F")  # as the parts are: a horizon at a time
    for part in parts:
        total += part
    return total
