"""From relative effects to changes in risk, and shares of people."""

from __future__ import annotations

import numpy as np

from roi_model.engine.cash_flow import Array


def risk_with(odds_ratio: Array, risk: Array) -> Array:
    """Return the risk after an odds ratio is applied, in the shape of its arguments.

    Formula: o = p/(1 − p); p' = o·OR/(1 + o·OR), here as p·OR/(1 − p + p·OR), which gives
    exactly p at OR = 1.
    Limits: OR = 1 leaves the risk; a risk of 0 stays 0, and one of 1 stays 1; OR must be above 0,
    for at OR = 0 a risk of 1 has no answer.

    Examples
    --------
    >>> risk_with(np.array([[1.0]]), np.array([[0.21]])).item()
    0.21
    """
    ill = risk * odds_ratio
    return ill / ((1 - risk) + ill)


def odds_ratio_of(effect_size: Array) -> Array:
    """Return the odds ratio that a standardised mean difference amounts to.

    Formula: OR = exp(−π·d/√3), the logistic conversion; d above 0 favours the intervention.
    Limit: d = 0 gives OR = 1.

    Examples
    --------
    >>> round(odds_ratio_of(np.array([[0.11]])).item(), 3)
    0.819
    """
    return np.exp(-effect_size * np.pi / np.sqrt(3))


def at_most_everyone(share: Array) -> Array:
    """Return a share of people, held at 1: no more are in a state, in any year, than there are.

    Limits: a share of 1 or less is left as it is.

    Examples
    --------
    >>> at_most_everyone(np.array([[0.25], [1.5]])).tolist()
    [[0.25], [1.0]]
    """
    return np.minimum(share, 1)
