"""What an acceptability curve says, in a sentence for a board, with the definitions that go under it."""

from __future__ import annotations

from itertools import pairwise

from roi_model.analysis.acceptability import Curve, Threshold
from roi_model.analysis.decision import Decision
from roi_model.outputs.figure_words import mid_sentence
from roi_model.outputs.words import percent, pounds, ratio

ACCEPTABILITY_DEFINED = (
    "The chance of an option is the share of draws in which it has the highest net value of all options, funding none "
    "of them included; at each threshold the chances add up to 100% (the acceptability curve, CEAC)."
)
FRONTIER_DEFINED = (
    "The best option is the one with the highest net value on average over the draws; its chance (the frontier, CEAF) "
    "need not be the highest, for an option may seldom win and win by much. Choose by the average."
)
NET_VALUE_DEFINED = {
    Threshold.RETURN: (
        "At a threshold on the return, net value = benefits − threshold × programme cost: what is gained beyond the "
        "return that is asked for each £1. At a threshold of £0 costs do not count. No threshold is a pass mark."
    ),
    Threshold.QALY: (
        "At a threshold on the price of a QALY, net value = threshold × QALYs − (programme cost − benefits). At £0 "
        "health does not count. No threshold is a pass mark."
    ),
}


def acceptability_sentence(curve: Curve, decision: Decision) -> str:
    """Return which option is the best over which thresholds, and how sure that is at each change."""
    runs = _runs(curve)
    kind = "a return per £1" if curve.threshold is Threshold.RETURN else "a price per QALY"
    start, end, option = runs[0]
    if len(runs) == 1:
        least, most = (percent(float(chances)) for chances in (curve.frontier.min(), curve.frontier.max()))
        sure = least if least == most else f"{least} to {most}"
        return (
            f"{_named(decision, option)} is the best choice on average at {kind} of "
            f"{threshold_in_words(curve, start)} to {threshold_in_words(curve, end)} "
            f"(chance that it is the best: {sure})."
        )
    clauses = [
        f"at {kind} of up to {threshold_in_words(curve, end)} the best choice on average is {_choice(decision, option)}"
    ]
    clauses += [
        f"from {threshold_in_words(curve, start)} it is {_choice(decision, option)}" for start, _, option in runs[1:]
    ]
    chances = "; ".join(
        f"{percent(float(curve.frontier[start]))} at {threshold_in_words(curve, start)}" for start, _, _ in runs
    )
    text = ", ".join(clauses)
    return f"{text[0].upper()}{text[1:]} (chance that it is the best: {chances})."


def threshold_in_words(curve: Curve, place: int) -> str:
    """Write the threshold at this place of a curve."""
    value = curve.thresholds[place]
    return ratio(value) if curve.threshold is Threshold.RETURN else pounds(value)


def _runs(curve: Curve) -> list[tuple[int, int, int]]:
    """Return stretches of neighbouring thresholds with one best option: first place, last place, option."""
    changes = [place + 1 for place, (one, next_) in enumerate(pairwise(curve.best)) if one != next_]
    starts = [0, *changes]
    ends = [*(start - 1 for start in changes), len(curve.best) - 1]
    return [(start, end, curve.best[start]) for start, end in zip(starts, ends, strict=True)]


def _choice(decision: Decision, option: int) -> str:
    if option:
        return mid_sentence(decision.titles[option])
    return "not to fund it" if len(decision.cases) == 1 else "to fund none of them"


def _named(decision: Decision, option: int) -> str:
    if option:
        return decision.titles[option]
    return "Not funding it" if len(decision.cases) == 1 else "Funding none of them"
