"""The tables that ``roi-model positions`` prints."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.pooling.position import PartnerPosition, Position
from roi_model.cli.console import Column, text_column, write_table
from roi_model.cli.pool_tables import NONE, has_stake, with_interval
from roi_model.cli.run_tables import year_headings
from roi_model.outputs.words import chance_in_words, percent, pounds, pounds_interval, year_in_words, years

PARTNER = text_column("Partner")


def write_positions_by_year(out: Console, positions: Sequence[PartnerPosition], horizon: int) -> None:
    """Write each partner's position, its net by year, its chance of being in credit, and when it is paid back."""
    for basis in (Basis.FINANCIAL, Basis.ECONOMIC):
        found = [(one.label, one.on(basis)) for one in positions]
        write_whole(out, found, basis, horizon)
        write_cumulative(out, found, basis, horizon)
        write_credit(out, found, basis)
        write_payback(out, found, basis, horizon)


def write_whole(out: Console, found: Sequence[tuple[str, Position]], basis: Basis, horizon: int) -> None:
    """Write what each pays and gains over the horizon."""
    rows = [
        (
            label,
            pounds(one.contribution.mean),
            pounds(one.benefit_cash.mean),
            pounds(one.benefit.mean),
            pounds(one.net.mean),
            pounds_interval(one.net) if has_stake(one.net) else NONE,
            pounds(one.net.error) if has_stake(one.net) else NONE,
        )
        for label, one in found
    ]
    counted = "cash" if basis is Basis.FINANCIAL else "all"
    headings = ("Pays", "Gains,\ncash", "Gains,\nall", f"Net,\n{counted}", "95% interval of net", "Its error")
    title = f"The {basis.value} case over {years(horizon)}: {basis.label}"
    write_table(out, title, [PARTNER, *map(Column, headings)], rows)


def write_cumulative(out: Console, found: Sequence[tuple[str, Position]], basis: Basis, horizon: int) -> None:
    """Write the cumulative net by year with its interval below."""
    rows = [(label, *(with_interval(each) for each in one.cumulative)) for label, one in found]
    title = f"Cumulative net by the end of each year, with its 95% interval: {basis.label}"
    write_table(out, title, [PARTNER, *map(Column, year_headings(horizon))], rows)


def write_credit(out: Console, found: Sequence[tuple[str, Position]], basis: Basis) -> None:
    """Write the chance of being in credit by the years told."""
    told = found[0][1].in_credit
    rows = [
        (label, *(chance_in_words(each) if has_stake(one.net) else NONE for each in one.in_credit.values()))
        for label, one in found
    ]
    title = f"Chance of being in credit by the end of a year: {basis.label}"
    write_table(out, title, [PARTNER, *(Column(f"Year {year}") for year in told)], rows)


def write_payback(out: Console, found: Sequence[tuple[str, Position]], basis: Basis, horizon: int) -> None:
    """Write when those who pay are paid back: of the mean, and the share of draws in each year."""
    rows = [
        (
            label,
            year_in_words(one.payback.mean, horizon),
            *(percent(each.probability) if each.probability else NONE for each in one.payback.by_year),
            percent(one.payback.never.probability) if one.payback.never.probability else NONE,
        )
        for label, one in found
        if one.payback is not None
    ]
    headings = ("Mean of draws", *year_headings(horizon), "Not within\nhorizon")
    title = f"When those who pay are paid back, as shares of the draws: {basis.label}"
    write_table(out, title, [PARTNER, *map(Column, headings)], rows)
