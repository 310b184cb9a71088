"""The same cohort model as a user of heormodel writes it: its cohort engine, its distributions and its run loop.

heormodel is no dependency of this project, so it is imported by name, inside `load`; to mypy it is of any type.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module, metadata
from typing import Any

import numpy as np
import pandas as pd

from roi_model.engine.cash_flow import Array
from roi_model.inputs.distribution import Distribution, Family

from .cohort_model import ARMS, CYCLES, DISCOUNT_RATE, STATES, inputs

PACKAGE = "heormodel"


def version() -> str:
    """Return heormodel's version; `ModuleNotFoundError` when it is not installed."""
    return metadata.version(PACKAGE)


def load(part: str) -> Any:
    """Return one of heormodel's modules, such as ``models``."""
    return import_module(f"{PACKAGE}.{part}")


def distributions() -> Any:
    """Return heormodel's parameter set with the distributions that our inputs were fitted to."""
    return load("params").ParameterSet({parameter.name: _distribution(parameter.fitted) for parameter in inputs()})


def model() -> Any:
    """Return heormodel's cohort engine for the model; half-cycle correction, one discount rate."""
    models = load("models")
    return models.MarkovModel(
        states=STATES,
        interventions=ARMS,
        transitions_and_rewards=partial(transitions_and_rewards, models.CohortSpec),
        n_cycles=CYCLES,
        discount_rate=DISCOUNT_RATE,
        cycle_correction="half_cycle",
    )


def transitions_and_rewards(cohort_spec: Any, p: Any, arm: str) -> Any:
    """Return the chances, yearly costs and utilities of one arm in one draw, as heormodel's engine asks for them.

    Each input is looked up once: looking up is a good part of the time that a draw takes.
    """
    progression, cost_ill = p["ill_to_severe"], p["cost_ill"]
    if arm == "treatment":
        progression = progression * p["treatment_effect"]
        cost_ill = cost_ill + p["cost_treatment"]
    onset, recovery = p["well_to_ill"], p["ill_to_well"]
    well_dead, ill_dead, severe_dead = p["well_to_dead"], p["ill_to_dead"], p["severe_to_dead"]
    transition = np.array(
        [
            [1 - onset - well_dead, onset, 0.0, well_dead],
            [recovery, 1 - recovery - progression - ill_dead, progression, ill_dead],
            [0.0, 0.0, 1 - severe_dead, severe_dead],
            [0.0, 0.0, 0.0, 1.0],
        ]
    )
    return cohort_spec(
        transition,
        np.array([0.0, cost_ill, p["cost_severe"], 0.0]),
        np.array([p["utility_well"], p["utility_ill"], p["utility_severe"], 0.0]),
    )


def frame(columns: Mapping[str, Array]) -> pd.DataFrame:
    """Return our draws as heormodel's engine takes them: a row for each draw."""
    draws = {name: column[:, 0] for name, column in columns.items()}
    rows = len(next(iter(draws.values())))
    return pd.DataFrame(draws, index=pd.RangeIndex(rows, name="iteration"))


def run(engine: Any, draws: pd.DataFrame, *, sequential: bool) -> Any:
    """Return heormodel's outcomes; by default it uses every core, ``sequential`` uses one."""
    return load("run").run_psa(engine, draws, sequential=sequential, progress=False).outcomes


def totals(outcomes: Any) -> dict[str, tuple[Array, Array]]:
    """Return each arm's expected cost and QALYs per person, each of shape (draws,)."""
    costs, effects = outcomes.costs_wide(), outcomes.effects_wide()
    return {arm: (costs[arm].to_numpy(), effects[arm].to_numpy()) for arm in ARMS}


def _distribution(fitted: Distribution) -> Any:
    kinds = load("params")
    kind = kinds.Beta if fitted.family is Family.BETA else kinds.Gamma
    return kind(fitted.first, fitted.second)
