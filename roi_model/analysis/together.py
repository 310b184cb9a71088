"""A package as one plan: what all its interventions cost and bring together, with double claims taken out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from roi_model.analysis.estimate import Chance, Estimate, estimate
from roi_model.analysis.measures import (
    View,
    benefits,
    chance_in_credit,
    costs,
    net_present_value,
    payback_year,
    return_per_pound,
    touched_sectors,
    view_of,
)
from roi_model.engine.line import Flow
from roi_model.engine.package import Package
from roi_model.engine.sector import Sector


@dataclass(frozen=True)
class Together:
    """The figures of a whole package at one time horizon, under the analysis's perspective.

    Money is in £ of the analysis's price year, discounted unless a name says otherwise. ``taken_out`` is what was
    claimed twice, as an amount below 0. ``net_of_sector`` is each sector's benefit less what it pays, whatever the
    perspective. People are not added up: some are reached by more than one intervention.
    """

    horizon: int
    cost: Estimate
    benefit: Estimate
    benefit_cash: Estimate
    taken_out: Estimate
    net_present_value: Estimate
    net_cash: Estimate
    net_undiscounted: Estimate
    return_per_pound: Estimate | None
    return_cash: Estimate | None
    chance: Chance
    chance_cash: Chance
    payback: int | None
    net_of_sector: Mapping[Sector, Estimate]
    net_cash_of_sector: Mapping[Sector, Estimate]
    chance_of_sector: Mapping[Sector, Chance]


def together(package: Package, number: int = 0) -> Together:
    """Return every figure of a package at the horizon with this number.

    Formula: sums over the lines of all members, those taken out among them; measures as of `figures`.
    Limits: the overlap rule is that of `shares_left`; what interventions do to one another's take-up is not known.

    Examples
    --------
    >>> from roi_model.analysis.request import Request
    >>> from roi_model.engine.package import evaluate_package
    >>> asked = Request(areas=["Leeds"], interventions=["debt_advice", "collaborative_care"], draws=100)
    >>> plan = together(evaluate_package(asked.cases(), asked.analysis(), (5,)))
    >>> plan.taken_out.mean < 0 < plan.benefit.mean
    True
    """
    view = view_of(package)
    touched = touched_sectors(package)
    return Together(
        horizon=package.horizons[number],
        cost=estimate(*costs(package, view).at(number)),
        benefit=estimate(*benefits(package, view).at(number)),
        benefit_cash=estimate(*benefits(package, view.cash).at(number)),
        taken_out=_taken_out(package, view, number),
        net_present_value=net_present_value(package, view, number),
        net_cash=net_present_value(package, view.cash, number),
        net_undiscounted=net_present_value(package, view.undiscounted, number),
        return_per_pound=return_per_pound(package, view, number),
        return_cash=return_per_pound(package, view.cash, number),
        chance=chance_in_credit(package, view, number),
        chance_cash=chance_in_credit(package, view.cash, number),
        payback=payback_year(package, view, package.horizons[number]),
        net_of_sector={sector: net_present_value(package, View((sector,)), number) for sector in touched},
        net_cash_of_sector={sector: net_present_value(package, View((sector,)).cash, number) for sector in touched},
        chance_of_sector={sector: chance_in_credit(package, View((sector,)), number) for sector in touched},
    )


def _taken_out(package: Package, view: View, number: int) -> Estimate:
    counted = [
        place
        for place, line in enumerate(package.lines)
        if line.taken_out and line.flow in {Flow.BENEFIT, Flow.TRANSFER} and view.counts(line)
    ]
    base, draws = 0.0, np.zeros(package.analysis.draws)
    for place in counted:
        base += float(package.base[place].discounted[0, number])
        draws += package.simulated[place].discounted[:, number]
    return estimate(base, draws)
