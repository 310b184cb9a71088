"""What differs between two requests, and what each difference does, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from roi_model.analysis.difference import PLACE, Step
from roi_model.analysis.request import Request
from roi_model.engine.catalogue import load_intervention
from roi_model.engine.discounting import schedule
from roi_model.engine.sector import SECTOR_NAMES, Sector, perspective_label
from roi_model.outputs.figure_words import listed, mid_sentence, value_in_words
from roi_model.outputs.words import MINUS, pounds, years

ORDER_NOTE = (
    "One change is made after the other, in the order of the table, and each is measured with those above it made. "
    "Together they add up to the whole difference. In another order the parts could differ; the whole would not."
)


def difference_sentence(steps: Sequence[Step], names: tuple[str, str]) -> str:
    """Return by how much the net present value of two scenarios differs, and what does most of it.

    Examples
    --------
    >>> difference_sentence([Step(("horizon",), 1e6, 3e6), Step(("place",), 3e6, 2.5e6)], ("A", "B"))
    'The net present value of “B” is £1.50m above that of “A” (£2.50m and £1.00m). The largest part: years counted.'
    """
    first, second = names
    if not steps:
        return f"“{first}” and “{second}” ask the same, so their figures are the same."
    before, after = steps[0].before, steps[-1].after
    values = f"({pounds(after)} and {pounds(before)})"
    if pounds(after - before) == "£0":
        return f"The net present values of “{first}” and “{second}” are the same, {pounds(after)}."
    side = "above" if after > before else "below"
    largest = max(steps, key=lambda step: abs(step.change))
    return (
        f"The net present value of “{second}” is {pounds(abs(after - before))} {side} that of “{first}” {values}. "
        f"The largest part: {mid_sentence(listed([_title(name) for name in largest.names], 'and'))}."
    )


def difference_table(steps: Sequence[Step], first: Request, second: Request) -> pd.DataFrame:
    """Return a row for each change: columns What is changed, From, To, Change in net present value."""
    rows = [
        {
            "What is changed": " and ".join(_title(name) for name in step.names),
            "From": "; ".join(_value(first, name) for name in step.names),
            "To": "; ".join(_value(second, name) for name in step.names),
            "Change in net present value": signed_pounds(step.change),
        }
        for step in steps
    ]
    return pd.DataFrame(rows, columns=["What is changed", "From", "To", "Change in net present value"])


def signed_pounds(amount: float) -> str:
    """Write a change of money, with its sign.

    Examples
    --------
    >>> signed_pounds(1200), signed_pounds(-3.0), signed_pounds(0.0)
    ('+£1,200', '−£3.00', '£0')
    """
    text = pounds(amount)
    return text if text == "£0" or text.startswith(MINUS) else f"+{text}"


TITLES = {
    PLACE: "Place",
    "interventions": "Programmes",
    "presets": "Numbers behind the model",
    "payers": "Who pays",
    "horizon": "Years counted",
    "perspective": "Whose costs and benefits",
    "also_count": "What is also counted",
    "prices": "Prices of",
    "discounting": "Discounting",
    "simulation": "Draws of the simulation",
}


def _title(name: str) -> str:
    """Return a group's title, or a parameter with its programme."""
    if name in TITLES:
        return TITLES[name]
    intervention, dot, parameter = name.rpartition(".")
    words = parameter.replace("_", " ")
    return f"{load_intervention(intervention).title}: {words}" if dot else f"All programmes: {words}"


def _value(request: Request, name: str) -> str:
    if name not in TITLES:
        return _parameter(request, name)
    written: dict[str, Callable[[], str]] = {
        PLACE: lambda: request.area().name,
        "interventions": lambda: listed([case.intervention.title for case in request.cases()], "and"),
        "presets": lambda: listed([request.preset, *(f"{p} ({n})" for n, p in request.presets.items())], "and"),
        "payers": lambda: _payers(request),
        "horizon": lambda: "as published" if request.horizon is None else years(request.horizon),
        "perspective": lambda: perspective_label(request.perspective),
        "also_count": lambda: request.also_count.label,
        "prices": lambda: request.price_year,
        "discounting": lambda: schedule(request.schedule).label,
        "simulation": lambda: f"{request.draws:,} {request.method.value} draws, seed {request.seed}",
    }
    return written[name]()


def _payers(request: Request) -> str:
    if not request.payers and not request.splits:
        return "as the evidence files give it"
    shares = [f"{_sector(sector)} {share:.0%}" for sector, share in request.payers.items()]
    return "; ".join([*shares, *request.splits])


def _sector(name: str) -> str:
    return Sector(name).label if name in SECTOR_NAMES else name


def _parameter(request: Request, name: str) -> str:
    """Return a parameter's value where it is used: those of the first programme that has it."""
    intervention, dot, parameter = name.rpartition(".")
    for case in request.cases():
        for each in case.parameters:
            own = each.stream.removeprefix(f"{case.intervention.name}.")
            if parameter in {each.name, own} and (not dot or case.intervention.name == intervention):
                text = value_in_words(each.value, each.unit)
                return f"{text} in {each.price_year} prices" if each.price_year else text
    return "not used"
