"""Small parameters, places and cases for tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from roi_model.engine.case import Case
from roi_model.engine.intervention import Intervention, Model
from roi_model.engine.sector import Sector
from roi_model.inputs.area import Area
from roi_model.inputs.area_table import AreaKind
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.parameter_set import EVIDENCE, ParameterSet

# An uncertain cost, complete: 100 is inside 80 to 120, and the fitted mean is within 10% of it.
COST: dict[str, Any] = {
    "label": "Cost of a visit",
    "value": 100,
    "low": 80,
    "high": 120,
    "distribution": "gamma",
    "unit": "£ per visit",
    "price_year": "2015",
    "source": "judgement",
    "evidence": "D",
    "checked": "assumed",
    "interval_checked": "assumed",
}
CERTAIN: dict[str, Any] = {
    "label": "A number known for certain",
    "unit": "people",
    "kind": "decision",
    "source": "judgement",
    "evidence": "D",
    "checked": "assumed",
}


def uncertain(name: str, low: float, high: float, **fields: Any) -> Parameter:
    """A parameter that is drawn: the cost of a visit, unless fields say otherwise."""
    value = (low + high) / 2
    content = {**COST, "name": name, "stream": f"test.{name}", "value": value, "low": low, "high": high} | fields
    return Parameter.model_validate(content)


def certain(name: str, value: float, **fields: Any) -> Parameter:
    """A parameter that is known for certain."""
    return Parameter.model_validate({**CERTAIN, "name": name, "stream": f"test.{name}", "value": value} | fields)


def place(**figures: float) -> Area:
    """A place with these figures and no local values."""
    return Area("Testborough", ("E00000000",), AreaKind.AUTHORITY, figures, {}, {})


def case_of(
    model: Model,
    parameters: list[Parameter],
    payers: Mapping[Sector, float],
    name: str = "debt_advice",
    **figures: float,
) -> Case:
    """A case of an intervention made up for a test."""
    intervention = Intervention(name, "Made up", "People", "Nothing", model)
    by_name = {parameter.name: parameter for parameter in parameters}
    return Case(intervention, ParameterSet(name, EVIDENCE, by_name), place(**figures), payers)
