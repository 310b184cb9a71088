"""The app's own words: perspectives, horizons, headlines and refusals, in plain English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roi_model.analysis.request import Request
from roi_model.analysis.together import Together
from roi_model.app.chosen import Chosen
from roi_model.app.engine import plan_horizon
from roi_model.engine.sector import SECTOR_NAMES, Sector
from roi_model.inputs.population import population
from roi_model.outputs.figure_words import listed
from roi_model.outputs.words import percent, pounds, ratio, years

PERSPECTIVE_TITLES = {
    "societal": "Whole society",
    "public_sector": "Public sector",
    "health_and_social_care": "Health and social care (NHS and councils)",
}
OPTION = re.compile(r"--population (\w+)=NUMBER")
PUBLISHED = "published"


def perspective_title(name: str) -> str:
    """Return a perspective as a reader picks it.

    Examples
    --------
    >>> perspective_title("societal"), perspective_title("local_government")
    ('Whole society', 'Local government alone')
    """
    return f"{Sector(name).label} alone" if name in SECTOR_NAMES else PERSPECTIVE_TITLES[name]


def horizon_title(years_counted: str) -> str:
    """Return a time horizon as a reader picks it.

    Examples
    --------
    >>> horizon_title("1"), horizon_title("10"), horizon_title("published")
    ('1 year', '10 years', 'As published')
    """
    return "As published" if years_counted == PUBLISHED else years(int(years_counted))


def refusal(problem: str) -> str:
    """Return a refusal without the options of the command line.

    Examples
    --------
    >>> refusal("Debt advice is left out: it needs --population adults=NUMBER.")
    'Debt advice is left out: it needs a figure for “adults aged 18 or over”.'
    """
    return OPTION.sub(lambda found: f"a figure for “{population().label(found[1]).lower()}”", problem)


def plan_sentence(chosen: Chosen, plan: Together) -> str:
    """Return what the whole plan costs and gives, in one or two sentences."""
    request = chosen.request
    place = request.area().name
    count = len(request.cases())
    what = "the programme" if count == 1 else f"the {count} programmes"
    text = (
        f"In {place}, {what} would cost {pounds(plan.cost.mean)} and bring back {pounds(plan.benefit.mean)} "
        f"over {years(plan.horizon)}"
    )
    if plan.return_per_pound is None or plan.return_cash is None:
        return f"{text}, {_for_whom(request)}. They pay nothing themselves, so there is no return per £1."
    found = plan.return_per_pound
    return (
        f"{text}, {_for_whom(request)}: {ratio(found.mean)} for each £1. The likely range is {ratio(found.low)} to "
        f"{ratio(found.high)}. Counting cash alone, {ratio(plan.return_cash.mean)} comes back for each £1. "
        f"The chance that benefits exceed costs is {percent(plan.chance.probability)}."
    )


def _for_whom(request: Request) -> str:
    if request.perspective == "societal":
        return "counting everyone"
    return f"counting {mid_title(request.perspective)}"


def mid_title(perspective: str) -> str:
    """Return a perspective inside a sentence.

    Examples
    --------
    >>> mid_title("public_sector"), mid_title("nhs"), mid_title("education")
    ('the public sector', 'the NHS alone', 'education alone')
    """
    title = perspective_title(perspective)
    if perspective in {Sector.NHS.value, Sector.EXCHEQUER.value, Sector.VOLUNTARY_SECTOR.value}:
        return f"the {title if perspective == Sector.NHS.value else title[0].lower() + title[1:]}"
    lowered = title[0].lower() + title[1:]
    return f"the {lowered}" if perspective == "public_sector" else lowered


def own_sentence(chosen: Chosen, plan: Together) -> str | None:
    """Return where the user's own body stands, or None where nobody said who they are."""
    own = chosen.role.sector
    if own is None:
        return None
    if own not in plan.net_of_sector:
        return f"Nothing of this falls on {chosen.role.own}."
    net, cash = plan.net_of_sector[own].mean, plan.net_cash_of_sector[own].mean
    stands = f"{pounds(net)} better off" if net >= 0 else f"{pounds(-net)} worse off"
    in_cash = f"{pounds(cash)} better off" if cash >= 0 else f"{pounds(-cash)} worse off"
    chance = percent(plan.chance_of_sector[own].probability)
    name = f"{chosen.role.own[0].upper()}{chosen.role.own[1:]}"
    return f"{name} would be {stands} in all, and {in_cash} in cash. The chance of being better off is {chance}."


def plan_note(request: Request, plan: Together) -> str:
    """Return what a reader must know of the figures of a plan."""
    parts = []
    if request.horizon is None:
        parts.append(f"The whole plan is counted over {years(plan_horizon(request))}, each programme over its own.")
    if plan.taken_out.mean < 0:
        parts.append(f"{pounds(-plan.taken_out.mean)} that two programmes would both claim is counted once.")
    return " ".join(parts)


def changed_note(names: Sequence[str]) -> str:
    """Return which numbers a user has changed.

    Examples
    --------
    >>> changed_note([]), changed_note(["Cost of advice"])
    ('', 'You have changed: Cost of advice.')
    """
    return f"You have changed: {listed(names, 'and')}." if names else ""
