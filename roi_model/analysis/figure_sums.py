"""The sums that the figures of a case, or of a package, are made of, each added up once."""

from __future__ import annotations

from dataclasses import dataclass

from roi_model.analysis.measures import (
    Sums,
    View,
    benefits,
    costs,
    net_cost_and_qalys,
    touched_sectors,
    view_of,
)
from roi_model.engine.evaluation import Totals
from roi_model.engine.sector import Sector

# The name of a figure, and the sector whose it is; None for the perspective's.
Key = tuple[str, Sector | None]


@dataclass(frozen=True)
class SectorSums:
    """What one sector pays and gains, discounted."""

    cost: Sums
    benefit: Sums
    benefit_cash: Sums


@dataclass(frozen=True)
class FigureSums:
    """What the analysis's perspective pays and gains, discounted and not, and each sector, at every horizon.

    ``whole_cost`` is the programme cost, whoever pays it. ``for_qalys`` is what a QALY costs:
    numerator and denominator, or None.
    """

    cost: Sums
    cost_undiscounted: Sums
    whole_cost: Sums
    benefit: Sums
    benefit_cash: Sums
    benefit_undiscounted: Sums
    for_qalys: tuple[Sums, Sums] | None
    sectors: dict[Sector, SectorSums]

    @property
    def amounts(self) -> dict[Key, Sums]:
        """Return every amount under the name of its figure, a sector's with the sector."""
        found: dict[Key, Sums] = {
            ("cost", None): self.cost,
            ("benefit", None): self.benefit,
            ("benefit_cash", None): self.benefit_cash,
            ("benefit_undiscounted", None): self.benefit_undiscounted,
            ("net", None): self.benefit - self.cost,
            ("net_cash", None): self.benefit_cash - self.cost,
            ("net_undiscounted", None): self.benefit_undiscounted - self.cost_undiscounted,
        }
        for sector, own in self.sectors.items():
            found["net", sector] = own.benefit - own.cost
            found["net_cash", sector] = own.benefit_cash - own.cost
        return found

    @property
    def ratios(self) -> dict[Key, tuple[Sums, Sums]]:
        """Return numerator and denominator of every ratio under the name of its figure."""
        found: dict[Key, tuple[Sums, Sums]] = {
            ("return", None): (self.benefit, self.cost),
            ("return_cash", None): (self.benefit_cash, self.cost),
        }
        if self.for_qalys is not None:
            found["cost_per_qaly", None] = self.for_qalys
        for sector, own in self.sectors.items():
            found["return", sector] = (own.benefit, self.whole_cost)
            found["return_cash", sector] = (own.benefit_cash, self.whole_cost)
        return found


def figure_sums(results: Totals) -> FigureSums:
    """Add up the lines of a case or a package."""
    view, society = view_of(results), View()
    cost = costs(results, view)
    return FigureSums(
        cost=cost,
        cost_undiscounted=costs(results, view.undiscounted),
        whole_cost=cost if view == society else costs(results, society),
        benefit=benefits(results, view),
        benefit_cash=benefits(results, view.cash),
        benefit_undiscounted=benefits(results, view.undiscounted),
        for_qalys=net_cost_and_qalys(results, view),
        sectors={sector: _sector_sums(results, View((sector,))) for sector in touched_sectors(results)},
    )


def _sector_sums(results: Totals, view: View) -> SectorSums:
    return SectorSums(costs(results, view), benefits(results, view), benefits(results, view.cash))
