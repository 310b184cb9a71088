"""The app's own words: perspectives, horizons, headlines and refusals, in plain English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from roi_model.analysis.comparison import Figures, Row
from roi_model.analysis.request import Request
from roi_model.analysis.together import Together
from roi_model.app.chosen import Chosen
from roi_model.app.engine import cases_of, plan_horizon
from roi_model.app.places import short_name
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.evaluation import Results
from roi_model.engine.sector import SECTOR_NAMES, Sector
from roi_model.inputs.parameter_set import EVIDENCE, parameter_set
from roi_model.inputs.population import population
from roi_model.outputs.chain import QALYS, chain
from roi_model.outputs.figure_words import mid_sentence
from roi_model.outputs.words import (
    percent_in_sentence,
    pounds,
    pounds_interval,
    ratio,
    ratio_interval,
    ratio_mean,
    years,
)

PERSPECTIVE_TITLES = {
    "societal": "Whole society",
    "public_sector": "Public sector",
    "health_and_social_care": "NHS and councils",
}
OPTION = re.compile(r"--population (\w+)=NUMBER")
NAMED = re.compile(r"^([a-z][\w.]*) is ")
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
    ('1', '10', 'As published')
    """
    return "As published" if years_counted == PUBLISHED else years_counted


def refusal(problem: str) -> str:
    """Return a refusal without the options of the command line, and with the names that a reader knows.

    Examples
    --------
    >>> refusal("Debt advice is left out: it needs --population adults=NUMBER.")
    'Debt advice is left out: it needs a figure for “adults aged 18 or over”.'
    >>> refusal("adults is 1,000.5; it must be a whole number of people, 0 or more.")
    '“Adults aged 18 or over” is 1,000.5; it must be a whole number of people, 0 or more.'
    >>> refusal("coverage is 2.5; it must be a number between 0 and 1.")
    '“Coverage” is 2.5; it must be a number between 0 and 1.'
    """
    labels = _labels()
    named = NAMED.sub(lambda found: f"“{labels.get(found[1], found[1])}” is ", problem)
    return OPTION.sub(lambda found: f"a figure for “{population().label(found[1]).lower()}”", named)


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    """Return what figures and parameters are called, by the names that refusals give them."""
    found = {name: population().label(name) for name in population().figure_names}
    for intervention in INTERVENTION_NAMES:
        for parameter in parameter_set(intervention):
            # Where programmes use one name for different numbers, what it is called in all of them is the name itself.
            same = found.get(parameter.name, parameter.label) == parameter.label
            found[parameter.name] = parameter.label if same else parameter.name.replace("_", " ").capitalize()
            found[f"{intervention}.{parameter.name}"] = parameter.label
    return found


def plan_sentence(chosen: Chosen, plan: Together) -> str:
    """Return what the whole plan costs and gives, in one or two sentences."""
    request = chosen.request
    place = short_name(request.area().name)
    count = len(cases_of(request))
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
        f"The chance that benefits exceed costs is {percent_in_sentence(plan.chance.probability)}."
    )


def plan_title(request: Request) -> str:
    """Return what a plan is called.

    Examples
    --------
    >>> plan_title(Request(interventions=("debt_advice", "loneliness")))
    'The 2 programmes together'
    """
    return f"The {len(request.cases())} programmes together"


def comparison_sentence(chosen: Chosen, rows: Sequence[Row]) -> str:
    """Return how far the programmes differ, without calling any of them good or bad."""
    request = chosen.request
    counted = [row.figures for row in rows if row.figures.return_per_pound is not None]
    if not counted:
        return f"No programme has a return per £1, {_for_whom(request)}: they pay nothing. Look at net present value."
    returns = sorted(counted, key=lambda figures: figures.return_per_pound.mean)  # type: ignore[union-attr]
    least, most = returns[0], returns[-1]
    if len(counted) == 1:
        return f"{_said(most)} {_for_whom(request)}."
    low, high = (ratio_mean(each.return_per_pound) for each in (least, most))
    last, first = (mid_sentence(each.case.intervention.title) for each in (least, most))
    text = (
        f"The return per £1 runs from {low} to {high}, {_for_whom(request)}. Highest is {first}, and lowest is {last}."
    )
    ranges = [figures.return_per_pound for figures in (least, most)]
    overlap = ranges[0] is not None and ranges[1] is not None and ranges[0].high > ranges[1].low
    return f"{text} Their ranges overlap, so the order is not certain." if overlap else text


def _said(figures: Figures) -> str:
    return f"{figures.case.intervention.title} returns {ratio_mean(figures.return_per_pound)} for each £1,"


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
    if perspective == "health_and_social_care":
        return f"the {title}"
    lowered = title[0].lower() + title[1:]
    return f"the {lowered}" if perspective == "public_sector" else lowered


def row_sentence(chosen: Chosen, row: Row) -> str:
    """Return what one programme gives, how surely, and what the evidence preset gives instead."""
    figures = row.figures
    if figures.return_per_pound is None or figures.return_cash is None:
        return f"There is no return per £1, {_for_whom(chosen.request)}: they pay nothing for it."
    beside = "" if figures.case.parameters.preset == EVIDENCE else _beside(row)
    return (
        f"For each £1, {ratio(figures.return_per_pound.mean)} comes back over {years(figures.horizon)}, "
        f"{_for_whom(chosen.request)}. The likely range is {ratio_interval(figures.return_per_pound)}. Counting cash "
        f"alone it is {ratio(figures.return_cash.mean)}.{beside}"
    )


def _beside(row: Row) -> str:
    if row.evidence_return is None:
        return ""
    return f" With every number from the evidence it is {ratio(row.evidence_return.mean)}."


def qaly_sentence(figures: Figures, results: Results) -> str:
    """Return what is known of quality of life, and what one QALY costs."""
    gained = next((step for step in chain(results) if step.unit == QALYS), None)
    if gained is None:
        return "No gain in quality of life (QALYs) is counted: the evidence used gives no measured effect."
    text = f"It gains {gained.amount} ({gained.interval}) over {years(figures.horizon)}."
    if figures.cost_per_qaly is None:
        return f"{text} The cost of one is not defined for those counted here."
    if figures.cost_per_qaly.mean < 0:
        return f"{text} It saves money and gains health, so there is no cost for each QALY."
    each = figures.cost_per_qaly
    return f"{text} The net cost of each is {pounds(each.mean)} (95% interval {pounds_interval(each)})."


def plan_note(request: Request, plan: Together) -> str:
    """Return what a reader must know of the figures of a plan."""
    parts = []
    if request.perspective != "societal":
        parts.append("Costs and benefits that fall on others are left out.")
    if request.horizon is None:
        parts.append(f"The whole plan is counted over {years(plan_horizon(request))}, each programme over its own.")
    if plan.taken_out.mean < 0:
        parts.append(f"{pounds(-plan.taken_out.mean)} that two programmes would both claim is counted once.")
    return " ".join(parts)
