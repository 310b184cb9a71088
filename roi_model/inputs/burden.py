"""How much of an outcome there is at all: what bounds the claims of several interventions together."""

from __future__ import annotations

from functools import lru_cache

from roi_model.inputs.data_file import read_yaml
from roi_model.inputs.evidence_file import build_parameters
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.refusal import InputError

FILE = "overlap.yaml"


@lru_cache(maxsize=1)
def burdens() -> dict[str, Parameter]:
    """Return the burden of each outcome that two interventions may claim, per person a year.

    Examples
    --------
    >>> burdens()["sickness absence"].value
    6.3
    """
    return build_parameters(read_yaml(FILE), FILE, prefix="overlap.", shared={})


def burden(outcome: str) -> float:
    """Return the burden of one outcome, per person a year.

    Raises
    ------
    InputError
        When it is not known, so that claims on it cannot be combined.
    """
    if outcome not in burdens():
        raise InputError(
            f"Two interventions claim {outcome} in the same people, but {FILE} does not say how much of it there is; "
            f"add an entry '{outcome}'."
        )
    return burdens()[outcome].value
