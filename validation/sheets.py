"""The comparison as tables of words: the same cells on the screen and in the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roi_model.engine.catalogue import load_intervention
from roi_model.inputs.parameter import Checked

from .compare import HeadlineComparison, LeverComparison
from .independent import IndependentCheck
from .target import Target, TargetKind

RECALLED_MARK = "†"
OUTSIDE_MARK = "*"


@dataclass(frozen=True)
class Sheet:
    """A titled table of words.

    Attributes
    ----------
    title
        What it shows.
    headings
        One for each column.
    rows
        Cells, one for each heading.
    words
        The first columns, as many as hold words and not numbers.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int


def headline_sheet(headlines: Sequence[HeadlineComparison]) -> Sheet:
    """Return published returns beside the base cases of both presets."""
    return Sheet(
        "Return per £1 of programme cost, in £: England, at the published horizon and price year",
        ("Intervention", "Years", "Published", "Evidence preset", "phe-2017 preset", "Reproduced"),
        tuple(
            (
                found.case.intervention.title,
                str(found.target.horizon),
                published(found.target),
                f"{found.evidence.base:.3f}",
                f"{found.phe_2017:.3f}",
                "yes" if found.reproduced else "NO",
            )
            for found in headlines
        ),
        words=1,
    )


def simulation_sheet(headlines: Sequence[HeadlineComparison]) -> Sheet:
    """Return published returns beside the simulation under the evidence preset."""
    return Sheet(
        "Return per £1 in the simulation under the evidence preset, in £",
        ("Intervention", "Published", "Mean of draws", "95% interval", "Published figure"),
        tuple(
            (
                found.case.intervention.title,
                published(found.target),
                f"{found.evidence.mean:.2f}",
                f"{found.evidence.low:.2f} to {found.evidence.high:.2f}",
                "inside" if found.inside else "OUTSIDE",
            )
            for found in headlines
        ),
        words=1,
    )


def lever_sheet(headlines: Sequence[HeadlineComparison]) -> Sheet:
    """Return each lever: what the evidence gives, and what the headline needs."""
    return Sheet(
        "What each headline needs: the value of the lever",
        ("Intervention", "Lever", "Value", "95% interval", "Needed", "Lies"),
        tuple(
            (
                found.case.intervention.title,
                found.lever.label,
                f"{found.lever.evidence_value:g}",
                f"{found.lever.low:g} to {found.lever.high:g}",
                f"{found.lever.stored:.4g}{'' if found.lever.inside else OUTSIDE_MARK}",
                "inside" if found.lever.inside else "OUTSIDE",
            )
            for found in headlines
        ),
        words=2,
    )


def calibration_sheet(levers: Mapping[str, LeverComparison]) -> Sheet:
    """Return each lever as stored and as solved again, by intervention."""
    return Sheet(
        "Levers: the stored value, and the value solved again",
        ("Intervention", "Lever", "Evidence", "Stored", "Solved again", "Difference"),
        tuple(
            (
                load_intervention(name).title,
                lever.name,
                f"{lever.evidence_value:g}",
                f"{lever.stored:.10g}",
                f"{lever.fresh:.10g}",
                "unchanged" if lever.unchanged else f"{lever.change:+.2g} of it",
            )
            for name, lever in levers.items()
        ),
        words=2,
    )


def check_sheet(checks: Sequence[IndependentCheck], kind: TargetKind) -> Sheet:
    """Return the checks of one kind."""
    title = (
        "Independent checks: no number of the model was taken from these figures"
        if kind is TargetKind.INDEPENDENT
        else "Circular checks: an input was worked back from these figures, so they show only that the sums are right"
    )
    return Sheet(
        title,
        ("Figure", "Published", "Here", "Tolerance", "Agrees"),
        tuple(
            (
                f"{subject_in_words(check.target)}: {check.target.quantity}",
                published(check.target),
                here(check),
                f"{check.target.tolerance:.7f}".rstrip("0").rstrip("."),
                "yes" if check.agrees else "explained" if check.explained else "NO",
            )
            for check in checks
            if check.target.kind is kind
        ),
        words=1,
    )


def published(target: Target) -> str:
    """Write a figure with the decimals it was published with, and a mark where it was not read.

    Examples
    --------
    >>> from roi_model.validation.target import targets
    >>> published(targets()[0])
    '5.08'
    """
    mark = RECALLED_MARK if target.checked is Checked.RECALLED else ""
    return f"{target.value:,.{target.decimals}f}{mark}"


def here(check: IndependentCheck) -> str:
    """Write the model's figure, a ratio of pence with one decimal more than it was published with."""
    decimals = check.target.decimals
    return f"{check.value:,.{max(decimals, 3) if decimals else 0}f}"


def subject_in_words(target: Target) -> str:
    """Write what is checked.

    Examples
    --------
    >>> from roi_model.validation.target import targets
    >>> subject_in_words(targets()[-1])
    'Bullying prevention, 2011'
    """
    words = target.subject.replace("_2011", ", 2011").replace("_", " ")
    return words[0].upper() + words[1:]
