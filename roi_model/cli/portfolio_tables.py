"""The tables that ``roi-model portfolio`` prints."""

from __future__ import annotations

from rich.console import Console

from roi_model.analysis.comparison import Figures
from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.portfolio.best_set import Outlook, Portfolio
from roi_model.analysis.portfolio.frontier import Point
from roi_model.analysis.portfolio.problem import Aim, Candidate
from roi_model.cli.console import Column, text_column, write_table
from roi_model.cli.package_tables import write_positions
from roi_model.outputs.notes import OUTSIDE_MARK, is_marked
from roi_model.outputs.package_sentences import where
from roi_model.outputs.portfolio_sentences import aim_in_words, amount, budget_name, chance_over, view_in_words
from roi_model.outputs.words import chance_in_words, count, coverage, pounds, ratio, years

NOT_FUNDED = "–"


def write_portfolio(out: Console, found: Portfolio) -> None:
    """Write the choice, the two outlooks, the limits, the frontier, and each partner's position."""
    write_choice(out, found)
    write_outlooks(out, found)
    write_limits(out, found)
    write_floors(out, found)
    write_frontier(out, found)
    if found.figures is not None:
        for basis in (Basis.ECONOMIC, Basis.FINANCIAL):
            write_positions(out, found.figures.positions, basis, found.problem.horizon)


def write_choice(out: Console, found: Portfolio) -> None:
    """Write how far each intervention goes, what that costs and brings, and how often it is in the best set."""
    members = [member.figures for member in found.figures.members] if found.figures else []
    of_case = {(one.case.intervention.name, one.case.area.name): one for one in members}
    shown = shown_candidates(found)
    rows = [
        (
            *_names(candidate, found),
            _share(found.best.coverage[number]),
            *_member(of_case.get((candidate.case.intervention.name, candidate.case.area.name))),
            chance_in_words(found.inclusion.funded[number]),
            NOT_FUNDED if found.cautious is None else _share(found.cautious.coverage[number]),
        )
        for number, candidate in enumerate(found.problem.candidates)
        if number in shown
    ]
    headings = ("Coverage", "People", "Cost", "Net present\nvalue", "In the\nbest set", "Cautious\nchoice")
    title = f"{where(found.problem.places)}: the best set over {years(found.problem.horizon)}"
    write_table(out, title, [*_columns(found), *map(Column, headings)], rows)


def shown_candidates(found: Portfolio) -> list[int]:
    """Return the candidates to show: all of one place; of several, those that are funded in one choice at least."""
    chosen = found.best.coverage > 0
    if found.cautious is not None:
        chosen = chosen | (found.cautious.coverage > 0)
    return [number for number, is_funded in enumerate(chosen) if is_funded or len(found.problem.places) == 1]


def _member(figures: Figures | None) -> tuple[str, ...]:
    if figures is None:
        return (NOT_FUNDED,) * 3
    return count(figures.people.mean), pounds(figures.cost.mean), pounds(figures.net_present_value.mean)


def write_outlooks(out: Console, found: Portfolio) -> None:
    """Write what the best and the cautious choice come to."""
    beside = None if found.evidence is None else found.evidence.outlook
    choices = [
        ("Best on average", found.outlook),
        ("Cautious", found.cautious),
        ("Best on average, evidence preset", beside),
    ]
    rows = [(name, *_outlook(found.problem.aim, one)) for name, one in choices if one is not None]
    zero = "0" if found.problem.aim.qalys else "£0"
    headings = ("Cost", "Mean", "95% interval", "Worst tenth", f"Chance\nabove {zero}")
    title = f"What the choices come to: {aim_in_words(found.problem.aim)}"
    write_table(out, title, [text_column("Choice"), *map(Column, headings)], rows)


def write_limits(out: Console, found: Portfolio) -> None:
    """Write what is spent of each budget, and what £100,000 more would bring."""
    rows = [
        (
            budget_name(price.budget),
            pounds(price.budget.amount),
            pounds(price.spent),
            chance_over(found.outlook, number),
            amount(found.problem.aim, price.gain),
        )
        for number, price in enumerate(found.prices)
    ]
    headings = ("Amount", "Spent", "Chance that\nit is more", "£100,000 more\nwould bring")
    if rows:
        write_table(out, "Budgets", [text_column("Budget"), *map(Column, headings)], rows)


def write_floors(out: Console, found: Portfolio) -> None:
    """Write where each partner with a floor stands."""
    floors = zip(found.problem.floors, found.best.floors, strict=True)
    rows = [(view_in_words(floor.view), pounds(floor.amount), pounds(float(net))) for floor, net in floors]
    if rows:
        columns = [text_column("Floor for"), Column("At least"), Column("Net position")]
        write_table(out, "Floors", columns, rows)


def write_frontier(out: Console, found: Portfolio) -> None:
    """Write the best choice at each budget, and what each further £1 brings."""
    if not found.frontier:
        return
    before: tuple[float, float] | None = None
    rows = []
    for point in found.frontier:
        rows.append((pounds(point.budget), *_point(found.problem.aim, point, before)))
        before = before if point.mix is None else (point.budget, point.mix.aim)
    headings = ("Brings", "Each £1 more\nbrings", "Interventions\nfunded")
    title = "The efficient frontier: the best choice at each budget"
    write_table(out, title, [Column("Budget"), *map(Column, headings)], rows)


def _point(aim: Aim, point: Point, before: tuple[float, float] | None) -> tuple[str, ...]:
    mix = point.mix
    if mix is None:
        return "limits cannot be met", "", ""
    slope = None if before is None else (mix.aim - before[1]) / (point.budget - before[0])
    rate = "" if slope is None else f"{slope:.2g}" if aim.qalys else ratio(slope)
    return amount(aim, mix.aim), rate, str(int((mix.coverage > 0).sum()))


def _outlook(aim: Aim, outlook: Outlook) -> tuple[str, ...]:
    interval = f"{amount(aim, outlook.low)} to {amount(aim, outlook.high)}"
    worst, above = amount(aim, outlook.worst), chance_in_words(outlook.above_zero)
    return pounds(outlook.cost), amount(aim, outlook.mean), interval, worst, above


def _share(share: float) -> str:
    return coverage(share) if share > 0 else NOT_FUNDED


def _columns(found: Portfolio) -> list[Column]:
    return [text_column("Intervention"), *([text_column("Place")] if len(found.problem.places) > 1 else [])]


def _names(candidate: Candidate, found: Portfolio) -> tuple[str, ...]:
    title = f"{candidate.case.intervention.title}{OUTSIDE_MARK if is_marked(candidate.case) else ''}"
    return (title, *([candidate.case.area.name] if len(found.problem.places) > 1 else []))
