"""What more evidence is worth, in a sentence for a board, with the definitions that go under the table."""

from __future__ import annotations

from roi_model.analysis.decision import Decision, SimulatedDecision
from roi_model.analysis.information.nested import NestedSize
from roi_model.analysis.information.value import MATERIAL, Information, PartialInformation
from roi_model.outputs.figure_words import listed, mid_sentence
from roi_model.outputs.words import percent, pounds, years

MOST = 0.5
SIZE = NestedSize()
PERFECT_DEFINED = (
    "The value of knowing everything (EVPI) is what the choice would gain if every parameter were known before "
    "choosing. It is an average over the draws. It is a ceiling for research: no study tells everything, and none is "
    "free."
)
PARTIAL_DEFINED = (
    "The value of knowing one parameter or a group (EVPPI) is the same with only those known. Parts do not add up to "
    "the whole. Each lies between that of its parts and the EVPI."
)
ESTIMATES_DEFINED = (
    "Each is estimated twice, from the same draws. The first way fits smooth curves (splines). The second takes means "
    "of draws that are alike (bins for one parameter, boosted trees for a group). Where the two lie more than two "
    f"standard errors apart, a third way decides. It draws anew inside each draw (nested simulation, {SIZE.outer:,} × "
    f"{SIZE.inner} draws)."
)
WORTH_ERROR_DEFINED = "Its error is the standard error: what another seed might change."


def information_sentence(found: Information) -> str:
    """Return what perfect information is worth, which part is worth most, and what is worth about nothing."""
    decision = found.simulated.decision
    choice = _choice(found)
    if found.perfect.value == 0:
        return f"More evidence could not change what is best: {choice} is, in every draw."
    whole = pounds(found.perfect.value)
    leader = _leader(found)
    text = f"Knowing everything for certain {_before(decision)} would be worth at most {whole}"
    return f"Today the best is {choice}. {text}. {leader[0].upper()}{leader[1:]}.{_nothing(found)}"


def repeated_sentence(value: float, times: int) -> str:
    """Return what knowing everything is worth where the same choice comes up each year.

    Examples
    --------
    >>> repeated_sentence(4_675_000, 5)
    'If the same choice comes up in each of 5 years, knowing everything is worth at most £4.67m in all, discounted.'
    """
    if times == 1:
        return f"For a choice made once, knowing everything is worth at most {pounds(value)}."
    return (
        f"If the same choice comes up in each of {years(times)}, knowing everything is worth at most "
        f"{pounds(value)} in all, discounted."
    )


def part_label(part: PartialInformation, decision: Decision) -> str:
    """Return the name of a part: a parameter's label with its intervention, where there are several, or a group's."""
    return f"{part.label}{_whose(part, decision)}"


def budget_notes(simulated: SimulatedDecision) -> list[str]:
    """Return how money buys coverage, and which interventions cannot use all of it."""
    decision = simulated.decision
    if decision.budget is None:
        return ["The choice is to fund the intervention at its coverage, or not."]
    spending = (
        f"Each intervention spends {pounds(decision.budget)} (present value of programme cost) in every draw, so what "
        "is uncertain is how many it reaches and what that brings."
    )
    notes = [spending]
    short = [
        f"{case.intervention.title} {pounds(float(sums.spent.mean()))}"
        for case, sums in zip(decision.cases, simulated.options, strict=True)
        if sums.spent.mean() < (1 - MATERIAL) * decision.budget
    ]
    if short:
        notes.append(f"Everyone eligible is reached with less, and the rest is not spent: {'; '.join(short)}.")
    return notes


def disagreement_notes(found: Information) -> list[str]:
    """Return which estimates disagree, and what was done."""
    decision = found.simulated.decision
    settled = [part_label(part, decision) for part in (*found.groups, *found.singles) if not part.agree]
    return [f"The two estimates disagree, and nested simulation decides: {', '.join(settled)}."] if settled else []


def _whose(part: PartialInformation, decision: Decision) -> str:
    if part.name != part.unknowns[0].name or len(decision.cases) == 1:
        return ""
    readers = [decision.cases[number].intervention.title for number in part.unknowns[0].parameters]
    return f" ({mid_sentence(readers[0]) if len(readers) == 1 else f'{len(readers)} interventions'})"


def _choice(found: Information) -> str:
    decision = found.simulated.decision
    if found.best:
        title = mid_sentence(decision.titles[found.best])
        return title if found.perfect.value == 0 else f"choosing {title}"
    if len(decision.cases) == 1:
        title = mid_sentence(decision.titles[1])
        return f"not funding {title}"
    return "funding none of them"


def _before(decision: Decision) -> str:
    if decision.budget is None:
        return f"before deciding on {mid_sentence(decision.titles[1])} in {decision.cases[0].area.name}"
    return f"before spending {pounds(decision.budget)} in {decision.cases[0].area.name}"


def _leader(found: Information) -> str:
    """Return the parameter that is worth most or, where no one parameter is worth much, the group."""
    first = found.singles[0]
    if _is_something(first, found):
        label = f"“{first.label}”{_whose(first, found.simulated.decision)}"
        return f"{_weight(first, found)} is {label}"
    groups = [group for group in found.groups if len(group.unknowns) > 1 and _is_something(group, found)]
    alone = "knowing any one parameter alone is worth about nothing"
    if not groups:
        return alone
    largest = max(groups, key=lambda group: group.worth.value)
    weight = _weight(largest, found)
    return f"{alone}. {weight[0].upper()}{weight[1:]} is all of “{largest.label}” together"


def _weight(part: PartialInformation, found: Information) -> str:
    share = part.worth.value / found.perfect.value
    words = "most of that" if share > MOST else "the largest single part of that"
    return f"{words} ({pounds(part.worth.value)}, {percent(share)})"


def _is_something(part: PartialInformation, found: Information) -> bool:
    """Whether a value is at least 1% of the EVPI and more than two of its standard errors above 0."""
    return part.worth.value >= MATERIAL * found.perfect.value and part.worth.value > 2 * part.worth.error


def _nothing(found: Information) -> str:
    idle = [group.label for group in found.groups if group.worth.value < MATERIAL * found.perfect.value]
    return f" Perfect knowledge of {listed(idle)} is worth about nothing." if idle else ""
