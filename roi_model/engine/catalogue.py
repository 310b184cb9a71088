"""From names to interventions; the only module that reaches ``interventions/``."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from roi_model.engine.catalogue_names import INTERVENTION_NAMES
from roi_model.engine.intervention import Intervention
from roi_model.inputs.refusal import unknown

__all__ = ["INTERVENTION_NAMES", "load_intervention"]


@lru_cache(maxsize=len(INTERVENTION_NAMES))
def load_intervention(name: str) -> Intervention:
    """Return the intervention with that name.

    Raises
    ------
    InputError
        When there is none, with the nearest spelling.

    Examples
    --------
    >>> load_intervention("debt_advice").title
    'Debt advice'
    """
    if name not in INTERVENTION_NAMES:
        raise unknown("intervention", name, INTERVENTION_NAMES)
    found = import_module(f"roi_model.interventions.{name}").intervention
    assert isinstance(found, Intervention)
    return found
