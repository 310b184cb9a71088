"""Partners of a pool: a sector, in one place or in all, and the two cases in which each looks at its money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from roi_model.analysis.measures import View
from roi_model.engine.evaluation import Totals
from roi_model.engine.sector import SECTOR_NAMES, Sector
from roi_model.inputs.refusal import unknown


class Basis(StrEnum):
    """Which money counts, and when it counts."""

    FINANCIAL = "financial"  # cash, not discounted: what a finance director sees
    ECONOMIC = "economic"  # all value, discounted: what the Green Book asks for

    @property
    def view(self) -> View:
        """The money that counts, of all sectors."""
        return View().cash.undiscounted if self is Basis.FINANCIAL else View()

    @property
    def label(self) -> str:
        """In words: which benefits count, and whether they are discounted."""
        return "cash, not discounted" if self is Basis.FINANCIAL else "all value, discounted"


@dataclass(frozen=True, order=True)
class Partner:
    """Who pays or gains: a sector, in all places together or in one of them.

    Attributes
    ----------
    sector
        Which sector.
    place
        The one place whose money it has; empty for all.
    """

    sector: Sector
    place: str = ""

    @property
    def label(self) -> str:
        """Its name as a reader sees it.

        Examples
        --------
        >>> Partner(Sector.LOCAL_GOVERNMENT, "Leeds").label
        'Local government, Leeds'
        """
        return f"{self.sector.label}, {self.place}" if self.place else self.sector.label

    def view(self, basis: Basis) -> View:
        """Return the partner's own money on a basis."""
        places = (self.place,) if self.place else ()
        whole = basis.view
        return View((self.sector,), whole.cash_only, whole.discounted, places)


def partners_of(totals: Totals, separately: Sequence[Sector] = ()) -> tuple[Partner, ...]:
    """Return who pays or gains anything, in the order of `Sector` and, within one, of the places.

    Parameters
    ----------
    totals
        One case, or a package.
    separately
        Sectors that are another partner in each place of the package, such as local government.

    Examples
    --------
    >>> from roi_model.engine.analysis import Analysis
    >>> from roi_model.engine.case import build_case
    >>> from roi_model.engine.package import evaluate_package
    >>> from roi_model.inputs.area import find_area
    >>> cases = [build_case("loneliness", find_area([name])) for name in ("Leeds", "Bradford")]
    >>> package = evaluate_package(cases, Analysis(draws=10), (1,))
    >>> [partner.label for partner in partners_of(package, [Sector.LOCAL_GOVERNMENT])]
    ['NHS', 'Local government, Leeds', 'Local government, Bradford']
    """
    moved = [line for line, amounts in zip(totals.lines, totals.mean_yearly, strict=True) if amounts.any()]
    found = {Partner(line.sector, line.place if line.sector in separately else "") for line in moved if line.sector}
    places = list(dict.fromkeys(line.place for line in totals.lines))
    order = {sector: number for number, sector in enumerate(Sector)}
    return tuple(sorted(found, key=lambda one: (order[one.sector], places.index(one.place) if one.place else 0)))


def named_sectors(names: Sequence[str]) -> tuple[Sector, ...]:
    """Return sectors by their names, in the order of `Sector`.

    Raises
    ------
    InputError
        When there is no such sector; the nearest spelling is named.

    Examples
    --------
    >>> named_sectors(["local_government", "nhs"])
    (<Sector.NHS: 'nhs'>, <Sector.LOCAL_GOVERNMENT: 'local_government'>)
    """
    for name in names:
        if name not in SECTOR_NAMES:
            raise unknown("sector", name, SECTOR_NAMES)
    return tuple(sector for sector in Sector if sector.value in names)
