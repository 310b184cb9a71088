"""The tables that ``roi-model package`` prints."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from roi_model.analysis.comparison import MoneyFigures
from roi_model.analysis.estimate import Estimate
from roi_model.analysis.package_figures import Member, PackageFigures
from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.pooling.position import PartnerPosition, Position
from roi_model.cli.console import Column, text_column, write_table
from roi_model.outputs.notes import OUTSIDE_MARK, is_marked
from roi_model.outputs.package_sentences import claimed_by, what_is_taken_out, where
from roi_model.outputs.words import (
    chance_in_words,
    count,
    coverage,
    pounds,
    pounds_interval,
    ratio_interval,
    ratio_mean,
    small_share,
    years,
)

WHOLE = "Together"


def write_package(out: Console, found: PackageFigures) -> None:
    """Write what a package costs and brings, what is taken out and why, and each partner's position."""
    title = f"{where(found.places)}: a package over {years(found.horizon)}"
    write_members(out, f"{title}, costs and benefits", found)
    write_returns(out, f"{title}, return per £1 of programme cost", found)
    write_overlaps(out, found)
    for basis in (Basis.ECONOMIC, Basis.FINANCIAL):
        write_positions(out, found.positions, basis, found.horizon)


def write_members(out: Console, title: str, found: PackageFigures) -> None:
    """Write costs and benefits by intervention, with what each would bring alone and what is taken out of it."""
    headings = ("Coverage", "People", "Cost", "Benefits\nalone", "Less\ntaken out", "Net present\nvalue")
    rows = [
        (
            *_name(member, found),
            coverage(member.figures.case.parameters["coverage"].value),
            count(member.figures.people.mean),
            *_money(member.figures, member.alone.mean, member.taken_out.mean),
        )
        for member in found.members
    ]
    whole = _money(found.total, found.benefit_alone.mean, found.taken_out.mean)
    write_table(out, title, [*_names(found), *map(Column, headings)], [*rows, (WHOLE, *_blank(found), "", "", *whole)])


def write_returns(out: Console, title: str, found: PackageFigures) -> None:
    """Write the return per £1, its interval, and the chances, by intervention and together."""
    rows = [
        (
            *_name(member, found),
            *_return(member.figures, member.evidence_return, OUTSIDE_MARK if is_marked(member.figures.case) else ""),
        )
        for member in found.members
    ]
    headings = ("Return", "95% interval", "Cash only", "Evidence\npreset", "Chance benefits\nexceed costs")
    whole = _return(found.total, found.evidence_return)
    write_table(out, title, [*_names(found), *map(Column, headings)], [*rows, (WHOLE, *_blank(found), *whole)])


def write_overlaps(out: Console, found: PackageFigures) -> None:
    """Write what is taken out of which benefits, and who else claims them."""
    if not found.overlaps:
        return
    words = [*_names(found), text_column("Taken out"), text_column("Also claimed by")]
    numbers = ("Benefits\ntaken out", "Share")
    rows = [
        (
            overlap.case.intervention.title,
            *([overlap.case.area.name] if len(found.places) > 1 else []),
            what_is_taken_out(overlap),
            claimed_by(overlap),
            pounds(overlap.money.mean),
            small_share(overlap.share),
        )
        for overlap in found.overlaps
    ]
    write_table(out, "Taken out, because more than one of them claims it", [*words, *map(Column, numbers)], rows)


def write_positions(out: Console, found: Sequence[PartnerPosition], basis: Basis, horizon: int) -> None:
    """Write what each partner pays and gains on one basis, and how surely."""
    headings = ("Pays", "Gains", "Net", "95% interval of net", "Chance\nin credit")
    rows = [(one.label, *_position(one.on(basis), horizon)) for one in found if _moves(one.on(basis))]
    title = f"Who pays and who gains over {years(horizon)}: {basis.label}"
    write_table(out, title, [text_column("Partner"), *map(Column, headings)], rows)


def _position(position: Position, horizon: int) -> tuple[str, ...]:
    gained = position.benefit_cash if position.basis is Basis.FINANCIAL else position.benefit
    return (
        pounds(position.contribution.mean),
        pounds(gained.mean),
        pounds(position.net.mean),
        pounds_interval(position.net),
        chance_in_words(position.in_credit[horizon]),
    )


def _moves(position: Position) -> bool:
    """Whether anything is paid or gained: many partners have no cash at stake."""
    return any(abs(end) > 0 for end in (position.contribution.mean, position.net.low, position.net.high))


def _names(found: PackageFigures) -> list[Column]:
    return [text_column("Intervention"), *([text_column("Place")] if len(found.places) > 1 else [])]


def _name(member: Member, found: PackageFigures) -> tuple[str, ...]:
    case = member.figures.case
    return (case.intervention.title, *([case.area.name] if len(found.places) > 1 else []))


def _blank(found: PackageFigures) -> list[str]:
    return [""] * (len(_names(found)) - 1)


def _money(figures: MoneyFigures, alone: float, taken_out: float) -> tuple[str, ...]:
    net = figures.net_present_value.mean
    return pounds(figures.cost.mean), pounds(alone), pounds(taken_out), pounds(net)


def _return(figures: MoneyFigures, evidence: Estimate | None, mark: str = "") -> tuple[str, ...]:
    return (
        f"{ratio_mean(figures.return_per_pound)}{mark}",
        ratio_interval(figures.return_per_pound),
        ratio_mean(figures.return_cash),
        ratio_mean(evidence),
        chance_in_words(figures.chance),
    )
