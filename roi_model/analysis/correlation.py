"""Rank correlations between parameters that a user names."""

from __future__ import annotations

from collections.abc import Mapping

from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.design import Correlation, correlation_of
from roi_model.inputs.evidence_file import evidence_file
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.refusal import InputError, unknown


def named_correlation(pairs: Mapping[tuple[str, str], float]) -> Correlation | None:
    """Build a correlation from pairs of parameter names; None where there are no pairs.

    Parameters
    ----------
    pairs
        From two names, each ``NAME`` or ``INTERVENTION.NAME``, to their Spearman rank correlation.

    Raises
    ------
    InputError
        When a name is not known, means several parameters, or one that is not drawn; and when the
        correlations cannot hold together.

    Examples
    --------
    >>> named_correlation({("advice_cost", "risk_in_debt"): 0.5}).streams
    ('debt_advice.advice_cost', 'debt_advice.risk_in_debt')
    """
    if not pairs:
        return None
    return correlation_of(
        {(stream_named(first), stream_named(second)): value for (first, second), value in pairs.items()}
    )


def stream_named(name: str) -> str:
    """Return the stream of the one uncertain parameter that a name means.

    Raises
    ------
    InputError
        When no parameter has the name, several interventions have one, or it is not drawn.
    """
    everything = [
        (intervention, parameter)
        for intervention in INTERVENTION_NAMES
        for parameter in evidence_file(intervention).parameters.values()
    ]
    meant = [
        (intervention, parameter) for intervention, parameter in everything if name in _names(intervention, parameter)
    ]
    if not meant:
        raise unknown("parameter", name, dict.fromkeys(parameter.name for _, parameter in everything))
    drawn = {parameter.stream: intervention for intervention, parameter in meant if parameter.is_uncertain}
    if not drawn:
        raise InputError(
            f"{name} is a {meant[0][1].kind} parameter, which is not drawn; only uncertain ones are correlated."
        )
    if len(drawn) > 1:
        choices = " or ".join(f"{intervention}.{name}" for intervention in drawn.values())
        raise InputError(f"{name} is a parameter of {len(drawn)} interventions; write {choices}.")
    return next(iter(drawn))


def _names(intervention: str, parameter: Parameter) -> tuple[str, ...]:
    return parameter.name, parameter.stream, f"{intervention}.{parameter.name}"
