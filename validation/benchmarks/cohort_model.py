"""A cohort model of four states and two arms, on the project's draws and numpy, to compare its speed with others'.

Its numbers are invented: they are no evidence, and only have the size of those of a real model.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from roi_model.engine.cash_flow import Array
from roi_model.engine.discounting import Band, discount_factors
from roi_model.engine.draws import Draws
from roi_model.inputs.distribution import Family, fit
from roi_model.inputs.parameter import Checked, Evidence, Parameter

STATES = ("well", "ill", "severe", "dead")
ARMS = ("usual care", "treatment")
CYCLES = 40
DISCOUNT_RATE = 0.035

BETAS = {
    "well_to_ill": (0.06, 0.12),
    "well_to_dead": (0.004, 0.010),
    "ill_to_well": (0.10, 0.25),
    "ill_to_severe": (0.08, 0.16),
    "ill_to_dead": (0.015, 0.035),
    "severe_to_dead": (0.06, 0.13),
    "treatment_effect": (0.45, 0.75),  # relative risk of getting from ill to severe
    "utility_well": (0.85, 0.93),
    "utility_ill": (0.60, 0.78),
    "utility_severe": (0.30, 0.55),
}
GAMMAS = {
    "cost_ill": (800.0, 1_600.0),
    "cost_severe": (4_000.0, 9_000.0),
    "cost_treatment": (300.0, 700.0),
}


def inputs() -> tuple[Parameter, ...]:
    """Return the ten beta and the three gamma inputs; the amounts are £ per year in the state."""
    shares = [_parameter(name, Family.BETA, low, high) for name, (low, high) in BETAS.items()]
    return (*shares, *(_parameter(name, Family.GAMMA, low, high) for name, (low, high) in GAMMAS.items()))


def totals(columns: Mapping[str, Array]) -> dict[str, tuple[Array, Array]]:
    """Return each arm's expected cost and QALYs per person, each of shape (draws,).

    Formula: Σ over cycles t and states s of w(t) · x(s, t) · r(s), with x(t + 1) = x(t) · P, the
    yearly cost or utility r, and the discounted weight w of the half-cycle correction.

    Parameters
    ----------
    columns
        From each input's name to its draws, shape (draws, 1).
    """
    p = Draws({name: column[:, 0] for name, column in columns.items()})
    nothing = np.zeros_like(p.well_to_ill)
    utilities = np.stack([p.utility_well, p.utility_ill, p.utility_severe, nothing])
    answers = {}
    for arm in ARMS:
        treated = arm == "treatment"
        progression = p.ill_to_severe * p.treatment_effect if treated else p.ill_to_severe
        cost_ill = p.cost_ill + p.cost_treatment if treated else p.cost_ill
        costs = np.stack([nothing, cost_ill, p.cost_severe, nothing])
        occupancy = weighted_occupancy(transitions(p, progression))
        answers[arm] = (occupancy * costs).sum(axis=0), (occupancy * utilities).sum(axis=0)
    return answers


def transitions(p: Draws, progression: Array) -> Array:
    """Return the yearly chances of each state (first axis) to lead to each (second), shape (states, states, draws)."""
    none, one = np.zeros_like(progression), np.ones_like(progression)
    return np.array(
        [
            [1 - p.well_to_ill - p.well_to_dead, p.well_to_ill, none, p.well_to_dead],
            [p.ill_to_well, 1 - p.ill_to_well - progression - p.ill_to_dead, progression, p.ill_to_dead],
            [none, none, 1 - p.severe_to_dead, p.severe_to_dead],
            [none, none, none, one],
        ]
    )


def weighted_occupancy(transition: Array) -> Array:
    """Return the discounted years of a person spent in each state, shape (states, draws); all begin in the first."""
    states, _, draws = transition.shape
    occupancy = np.zeros((states, draws))
    occupancy[0] = 1.0
    weights = cycle_weights()
    years = occupancy * weights[0]
    for weight in weights[1:]:
        # Draws are the last axis, so that numpy runs along memory.
        occupancy = np.einsum("id,ijd->jd", occupancy, transition)
        years += occupancy * weight
    return years


def cycle_weights() -> Array:
    """Return the discount factors of the ends of the cycles, the first and the last halved, shape (CYCLES + 1,)."""
    weights = discount_factors((Band(0, None, DISCOUNT_RATE),), CYCLES + 1)[0]
    weights[[0, -1]] /= 2
    return weights


def _parameter(name: str, family: Family, low: float, high: float) -> Parameter:
    return Parameter(
        name=name,
        label=name.replace("_", " "),
        value=fit(family, low, high).mean,
        low=low,
        high=high,
        distribution=family,
        unit="number",
        source="user",
        evidence=Evidence.D,
        checked=Checked.ASSUMED,
        interval_checked=Checked.ASSUMED,
        note="Invented for a comparison of speed.",
        stream=f"cohort_speed.{name}",
    )
