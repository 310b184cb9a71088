"""What a user set by hand, and why, in words: it stands wherever results go."""

from __future__ import annotations

from roi_model.analysis.request import Number, Request
from roi_model.outputs.figure_words import value_in_words

NO_REASON = "no reason given"


def changes_in_words(request: Request) -> tuple[tuple[str, str, str], ...]:
    """Return what each changed number is called, its value as it was set, and why.

    Examples
    --------
    >>> name = "debt_advice.coverage"
    >>> changes_in_words(Request(areas=["Leeds"], changes={name: 0.2}, reasons={name: "Our plan."}))
    (('Share of over-indebted adults who are advised (Debt advice)', '20%', 'Our plan.'),)
    """
    return tuple(
        (*_in_words(request, name, value), request.reasons.get(name, NO_REASON))
        for name, value in request.changes.items()
    )


def _in_words(request: Request, name: str, value: Number) -> tuple[str, str]:
    """Return what a number is called, and its value: a text as the user typed it, a number with its unit."""
    for case in request.cases():
        for parameter in case.parameters:
            if name == f"{case.intervention.name}.{parameter.name}":
                label = f"{parameter.label} ({case.intervention.title})"
                return label, value if isinstance(value, str) else value_in_words(parameter.value, parameter.unit)
    return f"{name.replace('_', ' ').capitalize()}, in every programme that uses it", str(value)


def set_by_hand(request: Request) -> str:
    """Return everything that was set by hand as one text; empty where nothing was.

    Examples
    --------
    >>> name = "debt_advice.coverage"
    >>> set_by_hand(Request(areas=["Leeds"], changes={name: 0.2}, reasons={name: "Our plan."}))
    'Share of over-indebted adults who are advised (Debt advice): 20%. Why: Our plan.'
    """
    return " ".join(
        f"{label}: {value}. Why: {reason.rstrip('.')}." for label, value, reason in changes_in_words(request)
    )
