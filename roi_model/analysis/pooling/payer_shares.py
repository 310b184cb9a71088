"""Who pays which share of a plan, and what happens to the other shares when one is moved."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from roi_model.analysis.measures import View, costs
from roi_model.engine.evaluation import Totals
from roi_model.engine.sector import Sector
from roi_model.inputs.refusal import InputError

WHOLE = 100  # shares are in whole percent here


def payer_shares_of(totals: Totals, number: int = -1) -> dict[Sector, float]:
    """Return each sector's share of the programme cost, as means of present values; who pays nothing is left out.

    Parameters
    ----------
    totals
        One case or a package.
    number
        Which of its horizons.
    """
    whole = float(costs(totals, View()).draws[:, number].mean())
    each = {sector: float(costs(totals, View((sector,))).draws[:, number].mean()) for sector in Sector}
    return {sector: amount / whole for sector, amount in each.items() if amount} if whole else {}


def moved_shares(
    shares: Mapping[Sector, float], sector: Sector, share: float, others: Sequence[Sector]
) -> dict[Sector, float]:
    """Return all shares after one is moved: the others keep their proportions, and all add up to 1.

    Formula: of what is left, 1 − x, another sector j has s(j) ÷ Σ s(k) over the others k; equal parts where they had
    nothing. Then all are rounded to whole percent by the largest remainders, the moved one first.

    Parameters
    ----------
    shares
        As they were; a sector that is not named has none.
    sector, share
        Which is moved, and to where, 0 to 1.
    others
        Who else can pay, where the others had no share.

    Raises
    ------
    InputError
        When the share is not between 0 and 1, or nobody else is there to pay the rest.

    Examples
    --------
    >>> moved_shares({Sector.LOCAL_GOVERNMENT: 1.0}, Sector.NHS, 0.4, [])
    {<Sector.NHS: 'nhs'>: 0.4, <Sector.LOCAL_GOVERNMENT: 'local_government'>: 0.6}
    """
    if not 0 <= share <= 1:
        raise InputError(f"The share paid by {sector.label} is {share:g}; it must be between 0 and 1.")
    had = {other: part for other, part in shares.items() if other is not sector and part > 0}
    weights = had or dict.fromkeys((other for other in others if other is not sector), 1.0)
    moved = round(share * WHOLE)
    if moved < WHOLE and not weights:
        raise InputError(f"Nobody else can pay, so {sector.label} pays all of it.")
    found = {sector: moved, **_parts(WHOLE - moved, weights)}
    return {each: found[each] / WHOLE for each in Sector if found.get(each)}


def _parts(whole: int, weights: Mapping[Sector, float]) -> dict[Sector, int]:
    """Share out whole percentages in proportion to weights, the largest remainders rounded up."""
    total = sum(weights.values())
    exact = {sector: whole * weight / total for sector, weight in weights.items()}
    down = {sector: math.floor(part + 1e-9) for sector, part in exact.items()}
    left = whole - sum(down.values())
    by_remainder = sorted(exact, key=lambda sector: down[sector] - exact[sector])
    return {sector: part + (sector in by_remainder[:left]) for sector, part in down.items()}
