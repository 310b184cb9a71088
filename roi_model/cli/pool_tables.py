"""The tables that ``roi-model pool`` prints."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console

from roi_model.analysis.estimate import Estimate
from roi_model.analysis.pooling.fair_shares import HALF_A_PENNY, FairShares, PartnerShare
from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.pooling.rule import Rule
from roi_model.cli.console import Column, text_column, write_table
from roi_model.outputs.pool_sentences import blocked_in_words
from roi_model.outputs.words import chance_in_words, percent, pounds, pounds_interval, years

HEADINGS = {
    Rule.AS_TODAY: "Payer as\ntoday",
    Rule.BY_BENEFIT: "By\nbenefit",
    Rule.BY_CASH: "By cash\nbenefit",
    Rule.EQUAL_RETURN: "Equal\nreturn",
    Rule.SHAPLEY: "Shapley\nvalue",
    Rule.NUCLEOLUS: "Nucleolus",
    Rule.IN_CREDIT: "In\ncredit",
    Rule.EQUAL_CHANCE: "Equal\nchance",
}
NONE = "–"


def write_pool(out: Console, found: FairShares) -> None:
    """Write what each partner pays and is left with under each rule, how surely, and who would do better alone."""
    basis = found.pool.terms.basis
    write_gains(out, found)
    write_contributions(out, found)
    write_changes(out, found)
    for each in (basis, *(other for other in Basis if other is not basis)):
        write_nets(out, found, each)
        write_chances(out, found, each)
    write_core(out, found)


def write_gains(out: Console, found: FairShares) -> None:
    """Write what each partner gains, whoever pays, and whether it can pay."""
    pool = found.pool
    rows = [
        (
            partner.label,
            "yes" if can else "no",
            *(with_interval(found.gained[basis][number]) for basis in (Basis.ECONOMIC, Basis.FINANCIAL)),
        )
        for number, (partner, can) in enumerate(zip(pool.partners, pool.can_pay, strict=True))
    ]
    headings = ("Gains, all value,\ndiscounted", "Gains in cash,\nnot discounted")
    title = f"Who gains over {years(pool.horizon)}, whoever pays, with 95% intervals"
    write_table(out, title, [text_column("Partner"), text_column("Can pay"), *map(Column, headings)], rows)


def write_by_rule(out: Console, title: str, found: FairShares, cell: Callable[[PartnerShare], str]) -> None:
    """Write one figure of each partner, a column for each rule that gives shares; no row for who has no stake."""
    given = [one for one in found.proposals if one.obstacle is None]
    rows = [
        (partner.label, *(cell(one.partners[number]) for one in given))
        for number, partner in enumerate(found.pool.partners)
    ]
    columns = [text_column("Partner"), *(Column(HEADINGS[one.rule]) for one in given)]
    write_table(out, title, columns, [row for row in rows if set(row[1:]) != {NONE}])


def write_contributions(out: Console, found: FairShares) -> None:
    """Write what each partner pays, its share, and the interval below, a column for each rule."""
    basis = found.pool.terms.basis

    def cell(one: PartnerShare) -> str:
        paid = one.contribution[basis]
        return f"{pounds(paid.mean)}, {one.share:.0%}\n{pounds_interval(paid)}" if one.share else NONE

    title = f"Who pays over {years(found.pool.horizon)}, with its 95% interval, by rule: {basis.label}"
    write_by_rule(out, title, found, cell)


def write_changes(out: Console, found: FairShares) -> None:
    """Write what each partner pays more or less than today: the money that would move."""

    def cell(one: PartnerShare) -> str:
        change = one.change.mean
        return f"{'+' if change > 0 else ''}{pounds(change)}" if abs(change) >= HALF_A_PENNY else NONE

    title = f"More or less than today over {years(found.pool.horizon)}, by rule: {found.pool.terms.basis.label}"
    write_by_rule(out, title, found, cell)


def write_nets(out: Console, found: FairShares, basis: Basis) -> None:
    """Write each partner's net with its interval below, a column for each rule."""

    def cell(one: PartnerShare) -> str:
        return with_interval(one.net[basis])

    title = f"Net over {years(found.pool.horizon)}, with its 95% interval, by rule: {basis.label}"
    write_by_rule(out, title, found, cell)


def write_chances(out: Console, found: FairShares, basis: Basis) -> None:
    """Write each partner's chance of being in credit, a column for each rule."""

    def cell(one: PartnerShare) -> str:
        return chance_in_words(one.chance[basis]) if has_stake(one.net[basis]) else NONE

    title = f"Chance of being in credit after {years(found.pool.horizon)}, by rule: {basis.label}"
    write_by_rule(out, title, found, cell)


def with_interval(figure: Estimate) -> str:
    """Write an amount with its 95% interval below, or a dash where nothing is paid or gained."""
    return f"{pounds(figure.mean)}\n{pounds_interval(figure)}" if has_stake(figure) else NONE


def has_stake(net: Estimate) -> bool:
    """Whether anything is paid or gained in any draw."""
    return any((net.mean, net.error))


def write_core(out: Console, found: FairShares) -> None:
    """Write whether each split is in the core, who blocks it, and how much moves from today's payers."""
    rows = []
    for one in found.proposals:
        if one.obstacle is not None:
            rows.append((one.rule.label, "no shares", "", "", "", ""))
            continue
        payers = [share.chance[found.pool.terms.basis].probability for share in one.partners if share.share > 0]
        rows.append(
            (
                one.rule.label,
                "yes" if one.in_core else "no",
                blocked_in_words(found, one.blocked),
                pounds(one.blocked.gain) if one.blocked else "",
                pounds(one.moved),
                percent(min(payers)),
            )
        )
    columns = [
        text_column("Rule"),
        text_column("In the\ncore", whole=True),
        text_column("Who would do better alone"),
        *map(Column, ("Better\nby", "Moved from\ntoday", "Lowest chance\nof a payer")),
    ]
    write_table(out, "Would a group of partners do better alone?", columns, rows)
