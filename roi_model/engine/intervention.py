"""What an intervention is: words that place it, and one pure function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from roi_model.engine.cash_flow import Outcomes
from roi_model.engine.draws import Draws
from roi_model.engine.timeline import Timeline

Model = Callable[[Draws, Timeline], Outcomes]


@dataclass(frozen=True)
class Intervention:
    """One of the things a commissioner can fund.

    Attributes
    ----------
    name
        The key used in files and commands, such as ``debt_advice``.
    title
        The name a reader sees.
    population
        Who is eligible, in words.
    comparator
        What happens without it: every cost and benefit is a difference from this.
    model
        From draws (draws, 1) and a timeline to outcomes (draws, years).
    """

    name: str
    title: str
    population: str
    comparator: str
    model: Model
