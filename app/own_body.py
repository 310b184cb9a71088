"""The user's own body: how it is called, whether the figures are its own, and where it stands in a plan."""

from __future__ import annotations

from roi_model.analysis.together import Together
from roi_model.app.chosen import Chosen
from roi_model.app.places import short_name
from roi_model.engine.sector import Sector
from roi_model.inputs.place_search import find_place
from roi_model.outputs.figure_words import sector_in_sentence
from roi_model.outputs.words import listed, percent_in_sentence, pounds, years

NAMED = 3  # of those who gain


def is_own(chosen: Chosen) -> bool:
    """Whether the figures are those of the user's own body, and not of all such bodies of a place.

    A council or a board is a place, and picks it. A business or a school is none, and types its people.
    """
    request, role = chosen.request, chosen.role
    if role.people:
        read = {figure for case in request.cases() for figure in case.description.population}
        needed = read & set(role.people)  # of the two figures of a school, one programme may need one alone
        return bool(needed) and needed <= set(request.population)
    return len(request.areas) == 1 and find_place(request.areas[0]).kind is role.kind


def own_name(chosen: Chosen) -> str:
    """Return what the user's own body is called inside a sentence, or all such bodies of the place."""
    if is_own(chosen):
        return chosen.role.own
    return chosen.role.others.format(place=short_name(chosen.request.area().name))


def own_sentence(chosen: Chosen, plan: Together) -> str | None:
    """Return where the user's own body stands, or None where nobody said who they are."""
    own = chosen.role.sector
    if own is None:
        return None
    name = own_name(chosen)
    if own not in plan.net_of_sector:
        return f"Nothing of this falls on {name}."
    net, cash = plan.net_of_sector[own].mean, plan.net_cash_of_sector[own].mean
    stands = f"{pounds(net)} better off" if net >= 0 else f"{pounds(-net)} worse off"
    in_cash = f"{pounds(cash)} better off" if cash >= 0 else f"{pounds(-cash)} worse off"
    chance = percent_in_sentence(plan.chance_of_sector[own].probability)
    first = f"{name[0].upper()}{name[1:]}"
    both = f"{stands} in all, and {in_cash} in cash (both discounted)"
    return f"{first} would be {both}. The chance of being better off is {chance}."


def own_hint(chosen: Chosen) -> str:
    """Return how to see the user's own body alone, where all such bodies of a place are shown."""
    role = chosen.role
    if not role.people or is_own(chosen):
        return ""
    return f"This counts {own_name(chosen)}. For {role.own} alone, type your own figures at the foot of this page."


def who_sentence(plan: Together) -> str:
    """Return who would be out of pocket at the end, how surely, who in cash, and who gains most: whoever is counted."""
    behind = sorted((net.mean, sector) for sector, net in plan.net_of_sector.items() if net.mean < 0)
    ahead = sorted(((net.mean, sector) for sector, net in plan.net_of_sector.items() if net.mean > 0), reverse=True)
    start = " ".join(_behind(plan, sector) for _, sector in behind)
    start = start or f"In all, nobody is out of pocket after {years(plan.horizon)}, on average."
    most = [f"Those who gain most are {_each(ahead[:NAMED])}."] if ahead else []
    return " ".join([start, _behind_in_cash(plan), *most])


def _behind_in_cash(plan: Together) -> str:
    """Return who is out of pocket in cash: often others, for staff time and output put nothing in a purse."""
    behind = sorted((net.mean, sector) for sector, net in plan.net_cash_of_sector.items() if net.mean < 0)
    if not behind:
        return "In cash (discounted) nobody is."
    return f"In cash (discounted), those out of pocket are {_each([(-net, sector) for net, sector in behind])}."


def _each(amounts: list[tuple[float, Sector]]) -> str:
    return listed([f"{sector_in_sentence(sector)} ({pounds(amount)})" for amount, sector in amounts])


def _behind(plan: Together, sector: Sector) -> str:
    short = pounds(-plan.net_of_sector[sector].mean)
    chance = percent_in_sentence(plan.chance_of_sector[sector].probability)
    name = sector_in_sentence(sector)
    return (
        f"In all, {name} would be {short} out of pocket after {years(plan.horizon)}, on average. The "
        f"chance that it is ahead is {chance}."
    )
