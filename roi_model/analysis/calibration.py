"""Solving an intervention's lever so that its base case returns the published headline."""

from __future__ import annotations

from dataclasses import dataclass

from scipy import optimize

from roi_model.analysis.measures import View, return_per_pound
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case, build_case
from roi_model.engine.evaluation import evaluate
from roi_model.inputs.area import find_area
from roi_model.inputs.parameter_set import EVIDENCE
from roi_model.inputs.refusal import InputError

SEARCH = (0.01, 20.0)  # the solved value is looked for between these multiples of the evidence value
TOLERANCE = 1e-13


@dataclass(frozen=True)
class SolvedLever:
    """A calibrated match: it shows what the headline needs, not that the headline is right.

    Attributes
    ----------
    intervention, lever
        Which parameter of which intervention.
    evidence_value
        The value that the evidence gives.
    solved_value
        The value at which the base case returns the headline.
    """

    intervention: str
    lever: str
    evidence_value: float
    solved_value: float


def solve_lever(name: str) -> SolvedLever:
    """Solve one intervention's lever for England, national values, at the published price year and horizon.

    Formula: the root of return(lever) − published return, by Brent's method.

    Raises
    ------
    InputError
        When no value between 1/100 and 20 times the evidence value returns the headline.
    """
    case = build_case(name, find_area(["England"]), EVIDENCE)
    lever = case.parameters[case.description.lever]
    target = case.description.published.return_per_pound
    low, high = (multiple * lever.value for multiple in SEARCH)
    high = min(high, lever.allowed[1] * (1 - 1e-9))

    def gap(value: float) -> float:
        changed = case.with_parameters(case.parameters.replacing(lever.fixed(value, "")))
        return base_return(changed) - target

    if gap(low) * gap(high) > 0:
        raise InputError(
            f"No {lever.name} between {low:g} and {high:g} returns the published £{target:.2f} for {name}."
        )
    solved = optimize.brentq(gap, low, high, xtol=TOLERANCE, rtol=TOLERANCE)
    return SolvedLever(name, lever.name, lever.value, float(solved))


def base_return(case: Case) -> float:
    """Return the base case's societal return per £1 at the published price year and horizon."""
    published = case.description.published
    analysis = Analysis(price_year=published.price_year, draws=2)
    found = return_per_pound(evaluate(case, analysis, (published.horizon,)), View(), 0)
    assert found is not None
    return found.base
