"""Rows of the *Simulation* for all interventions together, overlap taken out, and for each partner of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from roi_model.analysis.estimate import Chance, Estimate, chance, estimate, ratio_estimate
from roi_model.analysis.measures import Sums, View, benefits, costs, net, touched_sectors, view_of
from roi_model.analysis.pooling.partner import Basis
from roi_model.engine.cash_flow import Array
from roi_model.engine.evaluation import Totals
from roi_model.outputs.workbook.evaluated import Evaluated
from roi_model.outputs.workbook.sheet import PENCE, PERCENT, POUNDS

# What a figure is called, its unit, the figure, and the format of its numbers.
Row = tuple[str, str, Estimate | Chance | None, str]


def together_rows(found: Evaluated) -> Iterator[Row]:
    """Yield the figures of all interventions together, each over its own time horizon."""
    view = view_of(found.package)
    cost, gains = _added(found, costs, view), _added(found, benefits, view)
    cash, plain = _added(found, benefits, view.cash), _added(found, net, view.undiscounted)
    net_all, net_cash = _added(found, net, view), _added(found, net, view.cash)
    yield "Programme cost, present value", "£", estimate(*cost), POUNDS
    yield "Benefits, present value", "£", estimate(*gains), POUNDS
    yield "Benefits, cash only, present value", "£", estimate(*cash), POUNDS
    yield "Net present value", "£", estimate(*net_all), POUNDS
    yield "Net present value, cash only", "£", estimate(*net_cash), POUNDS
    yield "Net, not discounted", "£", estimate(*plain), POUNDS
    yield "Return per £1", "£ per £1", ratio_estimate((gains[0], cost[0]), gains[1], cost[1]), PENCE
    yield "Return per £1, cash only", "£ per £1", ratio_estimate((cash[0], cost[0]), cash[1], cost[1]), PENCE
    yield "Chance that benefits exceed costs", "probability", chance(net_all[1] > 0), PERCENT
    yield "Chance that cash benefits exceed costs", "probability", chance(net_cash[1] > 0), PERCENT


def partner_figures(found: Evaluated) -> Iterator[Row]:
    """Yield what each partner has of all of them, and the chance that it gains more than it pays."""
    for sector in touched_sectors(found.package):
        for basis in Basis:
            view = View((sector,), basis.view.cash_only, basis.view.discounted)
            amount = _added(found, net, view)
            label = f"{sector.label}, {basis.label}"
            yield f"Net of {label}", "£", estimate(*amount), POUNDS
            yield f"Chance that the net is above £0: {label}", "probability", chance(amount[1] > 0), PERCENT


def _added(found: Evaluated, measure: Callable[[Totals, View], Sums], view: View) -> tuple[float, Array]:
    """Add a measure up over the members of the package, in the base case and draw by draw."""
    members = zip(found.cases, found.package.members, strict=True)
    parts = [measure(member, view).at(found.at(case)) for case, member in members]
    base, draws = parts[0]
    for more_base, more_draws in parts[1:]:
        base, draws = base + more_base, draws + more_draws
    return base, draws
