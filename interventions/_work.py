"""What an employer gains when people are at work and well: days of absence and lost performance averted."""

from __future__ import annotations

from roi_model.engine.cash_flow import Array, Benefit, Claim, ValueKind
from roi_model.engine.sector import Sector


def cost_of_a_day(weekly_pay: Array, working_days_per_week: Array, employer_on_cost: Array) -> Array:
    """Return what a day of an employee's work costs the employer, in £, shape (1 or draws, 1).

    Formula: weekly pay ÷ working days a week · (1 + on-cost).
    Limit: without on-cost, a day's pay.

    Examples
    --------
    >>> import numpy as np
    >>> cost_of_a_day(np.array([[500.0]]), np.array([[5.0]]), np.array([[0.25]])).item()
    125.0
    """
    return weekly_pay / working_days_per_week * (1 + employer_on_cost)


def work_regained(days: Claim, cost_of_day: Array, presenteeism_ratio: Array) -> tuple[Benefit, Benefit]:
    """Value days of absence averted, and the poor performance averted with them.

    Presenteeism is taken as a multiple of the cost of absence; with a ratio of 0 its line is 0.
    """
    absence = days.amount * cost_of_day
    return (
        Benefit("Less absence", Sector.EMPLOYERS, ValueKind.OUTPUT, absence, days),
        Benefit("Less presenteeism", Sector.EMPLOYERS, ValueKind.OUTPUT, absence * presenteeism_ratio, days),
    )
