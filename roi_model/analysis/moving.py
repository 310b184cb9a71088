"""Which parameters move when one is moved by name, and what the evidence says of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from roi_model.analysis.output import Output
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.inputs.assignment import USER_SOURCE
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.parameter_set import PHE_2017, parameter_set, solved_lever
from roi_model.inputs.refusal import unknown


def moved_parameters(case: Case, name: str, others: Iterable[str] = ()) -> tuple[Parameter, ...]:
    """Return the parameter with a name, and every other that is the same one under another name.

    Parameters
    ----------
    case
        Where the parameter is.
    name
        The parameter, or the shared parameter that it stands for.
    others
        Further names that the caller allows, for the nearest spelling.

    Raises
    ------
    InputError
        When the case has no such parameter.
    """
    own = f"{case.intervention.name}."
    found = [p for p in case.parameters if p.name == name] or [
        p for p in case.parameters if p.stream.removeprefix(own) == name
    ]
    if not found:
        names = [*(parameter.name for parameter in case.parameters), *others]
        raise unknown("parameter", name, names, f"in {case.intervention.name}")
    first = found[0]
    same = [p for p in case.parameters if p.name != first.name and _identity(p) == _identity(first)]
    return (first, *same)


def figure_of(case: Case, output: Output) -> str:
    """Return a figure and of what it is, for an error: "net present value of debt advice (over 5 years)"."""
    measure, _, rest = output.label.partition(", ")
    title = case.intervention.title
    return f"{measure} of {title[0].lower()}{title[1:]} ({rest})"


def moved_columns(parameters: Iterable[Parameter], values: Array) -> Mapping[str, Array]:
    """Return the columns that put every one of these parameters at the values, each of shape (draws, 1)."""
    column = np.asarray(values, dtype=np.float64).reshape(-1, 1)
    return {parameter.name: column for parameter in parameters}


def evidence_interval(case: Case, parameter: Parameter) -> tuple[float, float] | None:
    """Return a parameter's 2.5th and 97.5th percentile as the evidence has them, or None where it has none.

    The interval of a calibrated lever was scaled with its value; here the scaling is undone.
    """
    if parameter.low is None or parameter.high is None:
        return None
    scaled = _calibration(case, parameter)
    return parameter.low / scaled, parameter.high / scaled


def _calibration(case: Case, parameter: Parameter) -> float:
    """Solved value ÷ evidence value of a lever that calibration moved; 1 for every other parameter."""
    name = case.intervention.name
    is_lever = case.parameters.preset == PHE_2017 and parameter.name == case.description.lever
    if not is_lever or parameter.source == USER_SOURCE:
        return 1.0
    return solved_lever(name) / parameter_set(name)[parameter.name].value


def _identity(parameter: Parameter) -> tuple[object, ...]:
    return parameter.stream, parameter.value, parameter.low, parameter.high, parameter.price_year
