"""The positions of partners as a reader sees them: who is out of pocket, in sentences, and tables in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from roi_model.analysis.estimate import Estimate
from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.pooling.position import PartnerPosition
from roi_model.outputs.figure_words import sector_in_sentence
from roi_model.outputs.words import (
    chance_in_words,
    listed,
    percent_in_sentence,
    points,
    pounds,
    pounds_interval,
    year_in_words,
    years,
)

FINANCIAL_DEFINED = "Cash, not discounted: only what shrinks or fills a budget line, in the pounds of each year."
ECONOMIC_DEFINED = "All value, discounted: cash, staff time and output, with later years counted for less."
NET_SPREAD = "95% interval of net, and its error"  # in one cell, so that a phone shows both
NAMED = 3  # of those who are better off; the others are counted
NO_PAYBACK = "pays nothing"


def basis_defined(basis: Basis) -> str:
    """Return which money counts on a basis."""
    return FINANCIAL_DEFINED if basis is Basis.FINANCIAL else ECONOMIC_DEFINED


def out_of_pocket(positions: Sequence[PartnerPosition], basis: Basis) -> str:
    """Return who would be out of pocket at the end, by how much, and how likely that is not so; and who is ahead."""
    each = [one for one in positions if one.partner is not None]
    if not each:
        return "Nobody pays or gains anything."
    horizon = len(each[0].on(basis).cumulative)
    behind = [one for one in each if one.on(basis).net.mean < 0]
    ahead = [one for one in each if one.on(basis).net.mean > 0]
    said = [_behind(one, basis, horizon) for one in behind]
    end = f"After {years(horizon)}, on average, better off: {_better(ahead, basis)}." if ahead else ""
    start = " ".join(said) if said else f"On average nobody is out of pocket after {years(horizon)}."
    return f"{start} {end}".strip()


def _better(ahead: Sequence[PartnerPosition], basis: Basis) -> str:
    """Return those who are ahead with by how much; of many, those who are ahead most, and how many others."""
    named = ahead if len(ahead) <= NAMED + 1 else sorted(ahead, key=lambda one: -one.on(basis).net.mean)[:NAMED]
    said = [f"{_name(one)} {pounds(one.on(basis).net.mean)}" for one in named]
    return listed([*said, *([f"{len(ahead) - NAMED} others"] if len(named) < len(ahead) else [])])


def money_table(positions: Sequence[PartnerPosition], basis: Basis) -> pd.DataFrame:
    """Return what each partner pays and gains at the end, and its net on the other basis beside."""
    other = Basis.ECONOMIC if basis is Basis.FINANCIAL else Basis.FINANCIAL
    return pd.DataFrame(
        {
            "Partner": one.label,
            "Pays": pounds(one.on(basis).contribution.mean),
            "Gains": pounds(_gain(one, basis).mean),
            "Net": pounds(one.on(basis).net.mean),
            NET_SPREAD: f"{pounds_interval(one.on(basis).net)} (error {pounds(one.on(basis).net.error)})",
            f"Net, {other.label}": pounds(one.on(other).net.mean),
        }
        for one in positions
    )


def figures_table(positions: Sequence[PartnerPosition], basis: Basis) -> pd.DataFrame:
    """Return every amount at the end with its interval and its error, a row each, and the net on the other basis."""
    other = Basis.ECONOMIC if basis is Basis.FINANCIAL else Basis.FINANCIAL
    rows = [
        {
            "Partner": one.label,
            "Figure": label,
            "Mean of draws": pounds(figure.mean),
            "Its error": pounds(figure.error),
            "95% interval": pounds_interval(figure),
        }
        for one in positions
        for label, figure in {
            "Pays": one.on(basis).contribution,
            "Gains": _gain(one, basis),
            "Net": one.on(basis).net,
            f"Net, {other.label}": one.on(other).net,
        }.items()
    ]
    return pd.DataFrame(rows)


def net_by_year_table(positions: Sequence[PartnerPosition], basis: Basis) -> pd.DataFrame:
    """Return what each partner has gained less what it has paid by the end of the years whose chance is told."""
    return pd.DataFrame(
        {
            "Partner": one.label,
            **{f"By year {year}": pounds(one.on(basis).cumulative[year - 1].mean) for year in one.on(basis).in_credit},
        }
        for one in positions
    )


def error_sentence(positions: Sequence[PartnerPosition], basis: Basis) -> str:
    """Return how far other random numbers might move the chances, and the nets of single years."""
    each = [one.on(basis) for one in positions]
    chance = max(found.error for position in each for found in position.in_credit.values())
    money = max(net.error for position in each for net in position.cumulative)
    return (
        f"With other random numbers, a chance here would move by about {points(chance)} at most, and an amount by "
        f"about {pounds(money)}."
    )


def chance_table(positions: Sequence[PartnerPosition], basis: Basis) -> pd.DataFrame:
    """Return the chance that each partner is in credit by the end of some years, and when it is paid back."""
    records = []
    for one in positions:
        position = one.on(basis)
        by_year = {f"By year {year}": chance_in_words(found) for year, found in position.in_credit.items()}
        payback = position.payback
        back = NO_PAYBACK if payback is None else year_in_words(payback.mean, len(position.cumulative))
        records.append({"Partner": one.label, **by_year, "Pays back, on average": back})
    return pd.DataFrame(records)


def cumulative_table(positions: Sequence[PartnerPosition], basis: Basis) -> pd.DataFrame:
    """Return cumulative nets by year as numbers: partner, year, mean, low, high, as charts of positions take them."""
    return pd.DataFrame(
        {"partner": one.label, "year": year, "mean": net.mean, "low": net.low, "high": net.high}
        for one in positions
        for year, net in enumerate(one.on(basis).cumulative, start=1)
    )


def _gain(one: PartnerPosition, basis: Basis) -> Estimate:
    position = one.on(basis)
    return position.benefit_cash if basis is Basis.FINANCIAL else position.benefit


def _behind(one: PartnerPosition, basis: Basis, horizon: int) -> str:
    position = one.on(basis)
    name = _name(one)
    return (
        f"{name[0].upper()}{name[1:]} would be {pounds(-position.net.mean)} out of pocket after {years(horizon)}. It "
        f"pays {pounds(position.contribution.mean)} and gains {pounds(_gain(one, basis).mean)}. The chance of being in "
        f"credit by then is {percent_in_sentence(position.in_credit[horizon].probability)}."
    )


def _name(one: PartnerPosition) -> str:
    assert one.partner is not None
    place = f" in {one.partner.place}" if one.partner.place else ""
    return f"{sector_in_sentence(one.partner.sector)}{place}"
