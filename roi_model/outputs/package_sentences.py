"""A package in sentences: what it comes to, and what is taken out of which benefit, with whom and why."""

from __future__ import annotations

from collections.abc import Sequence

from roi_model.analysis.package_figures import PackageFigures, TakenOut
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Outcome
from roi_model.engine.catalogue import load_intervention
from roi_model.engine.sector import SECTOR_NAMES, Sector, perspective_label
from roi_model.inputs.burden import burdens
from roi_model.inputs.parameter import Parameter
from roi_model.outputs.figure_words import sector_in_sentence
from roi_model.outputs.words import chance_in_words, count, listed, pounds, pounds_interval, small_share, years

OVERLAP_DEFINED = (
    "Where interventions claim the same outcome in people they share, effects combine on the risk that is left: "
    "together they avert B·(1 − Π(1 − a/B)), with B all there is of the outcome and a what each averts alone. What is "
    "too much is taken out of each in proportion. People reached by one are taken as no more and no less likely to be "
    "reached by another; where both aim at the same people, the overlap is larger than this."
)
NOT_SHARED = (
    "No two interventions of this package claim the same outcome in people they share, so nothing is taken out."
)


def where(places: Sequence[str]) -> str:
    """Return the places in a sentence."""
    return listed(places) if len(places) <= 3 else f"{len(places)} places"


def package_sentence(found: PackageFigures) -> str:
    """Return what a package comes to, for whom, how surely, and how much of it was claimed twice."""
    total, number = found.total, len(found.members)
    names = [case_in_words(member.figures.case, found.places) for member in found.members]
    subject = listed(names) if number <= 3 else f"These {number} programmes"
    place = f" in {where(found.places)}" if number > 3 or len(found.places) == 1 else ""
    return (
        f"{_for_whom(found)}{subject}{place} {'costs' if number == 1 else 'together cost'} {pounds(total.cost.mean)} "
        f"over {years(found.horizon)} and {'brings' if number == 1 else 'bring'} {pounds(total.benefit.mean)}: a net "
        f"present value of {pounds(total.net_present_value.mean)} (95% interval "
        f"{pounds_interval(total.net_present_value)}), above £0 with a chance of {chance_in_words(total.chance)}. "
        f"{overlap_sentence(found)}"
    )


def _for_whom(found: PackageFigures) -> str:
    perspective = found.package.analysis.perspective
    if perspective == "societal":
        return ""
    name = (
        sector_in_sentence(Sector(perspective))
        if perspective in SECTOR_NAMES
        else f"the {perspective_label(perspective)}"
    )
    return f"For {name}: "


def overlap_sentence(found: PackageFigures) -> str:
    """Return how much of the benefits was claimed twice."""
    if not found.overlaps:
        return NOT_SHARED
    share = found.taken_out.mean / found.benefit_alone.mean if found.benefit_alone.mean else 0.0
    return (
        f"Of the {pounds(found.benefit_alone.mean)} that they would bring one by one, {pounds(found.taken_out.mean)} "
        f"({small_share(share)}) is taken out, because more than one of them claims it."
    )


def taken_out_sentence(overlap: TakenOut, places: Sequence[str]) -> str:
    """Return what is taken out of one intervention, from which outcome, in whom, and with whom."""
    return (
        f"{case_in_words(overlap.case, places)}: {pounds(overlap.money.mean)} ({small_share(overlap.share)}) is "
        f"taken out with {what_is_taken_out(overlap)}, also claimed by {claimed_by(overlap)}."
    )


def what_is_taken_out(overlap: TakenOut) -> str:
    """Return how much of which outcome is taken out, and in whom."""
    outcome = f"{overlap.outcome.value} in {overlap.people.value}"
    return outcome if overlap.averted is None else f"{count(overlap.averted.mean)} {overlap.unit} of {outcome}"


def claimed_by(overlap: TakenOut) -> str:
    """Return who else claims it; through another outcome that it follows from, with that outcome."""
    by_outcome: dict[Outcome, list[str]] = {}
    for rival in overlap.rivals:
        by_outcome.setdefault(rival.outcome, []).append(load_intervention(rival.intervention).title)
    return ", and ".join(
        listed(titles) if outcome is overlap.outcome else f"{listed(titles)} (through {outcome.value})"
        for outcome, titles in by_outcome.items()
    )


def case_in_words(case: Case, places: Sequence[str]) -> str:
    """Return an intervention's title, with its place where there are several."""
    return case.intervention.title if len(places) == 1 else f"{case.intervention.title} in {case.area.name}"


def errors_note(found: PackageFigures) -> str:
    """Return how far another seed might move the figures."""
    total = found.total
    ratio = "" if total.return_per_pound is None else f", £{total.return_per_pound.error:.3f} on its return per £1"
    return (
        f"Monte Carlo standard errors: {pounds(total.net_present_value.error)} on the net present value of the package"
        f"{ratio}; --format csv gives one for each figure."
    )


def burden_note(found: PackageFigures) -> str:
    """Return how much there is of the outcomes that are claimed twice."""
    outcomes = dict.fromkeys(rival.outcome.value for overlap in found.overlaps for rival in overlap.rivals)
    there_is = "; ".join(_there_is(burdens()[outcome]) for outcome in outcomes)
    return f"All there is of an outcome is taken as known: {there_is}."


def _there_is(burden: Parameter) -> str:
    label = f"{burden.label[0].lower()}{burden.label[1:]}"
    share = burden.unit.removeprefix("share ")
    return (
        f"{label}, {burden.value:g} {burden.unit}" if share == burden.unit else f"{label}, {burden.value:.0%} {share}"
    )
