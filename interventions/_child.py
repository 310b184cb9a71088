"""What a child's mental-health problem costs public services, and how an effect on children fades."""

from __future__ import annotations

from roi_model.engine.cash_flow import Array, Benefit, Claim, ValueKind
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline


def care_and_schooling(
    averted: Claim, nhs_cost: Array, la_cost: Array, education_cost: Array
) -> tuple[Benefit, Benefit, Benefit]:
    """Value years of a mental-health problem averted by who would have paid.

    The three costs are in £ per child per year, shape (1 or draws, 1). All are time of staff.
    """
    years = averted.amount
    return (
        Benefit("Health care", Sector.NHS, ValueKind.CAPACITY, years * nhs_cost, averted),
        Benefit("Social care", Sector.LOCAL_GOVERNMENT, ValueKind.CAPACITY, years * la_cost, averted),
        Benefit("Extra support at school", Sector.EDUCATION, ValueKind.CAPACITY, years * education_cost, averted),
    )


def fading(t: Timeline, annual_fade: Array) -> Array:
    """Return the share of an effect left in each year, shape (1 or draws, years).

    Formula: (1 − fade)^t, with 0^0 = 1. Limits: fade 0 keeps all of it; fade 1 leaves only year 0.

    Examples
    --------
    >>> import numpy as np
    >>> fading(Timeline(3), np.array([[0.5]]))
    array([[1.  , 0.5 , 0.25]])
    """
    return t.persisting(1 - annual_fade)
