"""What stands beside a number that the user set: never the grade and the page of the number it replaced."""

from __future__ import annotations

from roi_model.inputs.assignment import USER_SOURCE
from roi_model.inputs.parameter import Parameter

NOT_GRADED = "not graded: set by the user"


def grade(parameter: Parameter) -> str:
    """Return the grade of a number's evidence, or that it has none, being the user's own."""
    return NOT_GRADED if parameter.source == USER_SOURCE else parameter.evidence.value


def locator(parameter: Parameter) -> str:
    """Return where in its source a number stands; nothing where it is the user's own."""
    return "" if parameter.source == USER_SOURCE else parameter.locator
