"""The sentences of a business case, in plain English."""

from __future__ import annotations

from collections import Counter

from roi_model.analysis.measures import quantity
from roi_model.engine.case import Case
from roi_model.engine.line import Flow
from roi_model.engine.sector import perspective_label
from roi_model.inputs.assignment import USER_SOURCE
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.source import all_sources
from roi_model.outputs import notes
from roi_model.outputs.assurance.responsible import NOT_NAMED, Responsible
from roi_model.outputs.business_case.figures import CaseFigures
from roi_model.outputs.changes_in_words import NO_REASON, changes_in_words
from roi_model.outputs.figure_words import listed, mid_sentence, range_in_words, value_in_words
from roi_model.outputs.record.run_record import run_record
from roi_model.outputs.switching_sentences import headline_sentence, switching_sentence
from roi_model.outputs.words import (
    count,
    percent_in_sentence,
    pounds,
    pounds_interval,
    ratio,
    ratio_interval,
    year_in_words,
    years,
)

FEW = 3  # programmes that are described one by one
SOURCES, SOURCES_OF_FEW, SOURCES_OF_MANY = 6, 4, 3
NOT_COUNTED_OF_FEW, NOT_COUNTED_OF_MANY = 3, 1  # of each programme, so that two pages are enough
MOST_CHANGES = 4  # that two pages have room for
LIMITS = (
    "This summary helps a decision and does not make it. Every figure is a difference from what would happen without "
    "the programme. Most effects were measured in other places, and some long ago. Costs and benefits grow in step "
    "with the people reached. Staff time, earnings and wellbeing are real, but are not money in a budget: read the "
    "cash figures for that. Before a formal business case uses it, somebody other than its author should check it."
)


def title_of(case: CaseFigures) -> str:
    """Return the title: what the user calls it, or the programmes and the place."""
    if case.request.name:
        return case.request.name
    names = [each.intervention.title for each in case.cases]
    what = listed([names[0], *map(mid_sentence, names[1:])], "and") if len(names) <= FEW else f"{len(names)} programmes"
    return f"{what} in {case.request.area().name}"


def lead(case: CaseFigures) -> str:
    """Return the case in a few sentences: cost, net present value first, return, cash, chance, payback."""
    whole, one = case.whole, len(case.cases) == 1
    what = mid_sentence(case.cases[0].intervention.title) if one else f"these {len(case.cases)} programmes"
    net, it = whole.net_present_value, "it" if one else "they"
    worth = f"{pounds(abs(net.mean))} {'more' if net.mean >= 0 else 'less'} than {it} cost{'s' if one else ''}"
    first = (
        f"Over {years(case.horizon)} in {case.request.area().name}, {what} would cost {pounds(whole.cost.mean)} and be "
        f"worth {worth} (95% interval {pounds_interval(net)}; {_whose(case)})."
    )
    told = [first]
    if whole.return_per_pound is not None and whole.return_cash is not None:
        told.append(
            f"Each £1 would bring back {ratio(whole.return_per_pound.mean)} "
            f"({ratio_interval(whole.return_per_pound)}), or {ratio(whole.return_cash.mean)} counting cash alone."
        )
    chance, chance_cash = (percent_in_sentence(each.probability) for each in (whole.chance, whole.chance_cash))
    told.append(f"The chance that benefits exceed costs is {chance}; counting cash alone it is {chance_cash}.")
    told.append(
        f"On average the money is not back in {years(case.horizon)}."
        if whole.payback is None
        else f"On average the money is back in {year_in_words(whole.payback, case.horizon)}."
    )
    return " ".join(told)


def doings(case: CaseFigures) -> list[str]:
    """Return what each programme would do: for whom, instead of what, and what is averted."""
    told = []
    for figures, member in zip(case.members, case.package.members, strict=True):
        about = figures.case.intervention
        lines = [line for line in member.lines if line.flow is Flow.QUANTITY and not line.taken_out]
        averted = [
            f"{mid_sentence(line.label)}, {count(amount)} {line.unit}"
            for number, line in enumerate(lines[1:], start=1)
            if (amount := float(quantity(member, number).draws[:, -1].mean()))
        ]
        gains = f" On average over {years(case.horizon)}: {'; '.join(averted)}." if averted else ""
        told.append(
            f"{about.title} reaches {count(figures.people.mean)} people. For: {mid_sentence(about.population)}. "
            f"Compared with: {mid_sentence(about.comparator)}.{gains}"
        )
    return told


def doings_of_many(case: CaseFigures) -> str:
    """Return the programmes and for whom they are, in one paragraph."""
    told = [
        f"{each.case.intervention.title if not number else mid_sentence(each.case.intervention.title)}, for "
        f"{mid_sentence(each.case.intervention.population)}"
        for number, each in enumerate(case.members)
    ]
    return f"{'; '.join(told)}. People and costs are in the table."


def beside(case: CaseFigures) -> str:
    """Return what stands beside the headline: not discounted, other presets, double claims, errors."""
    whole = case.whole
    parts = [f"Not discounted, the net is {pounds(case.whole_undiscounted.mean)}."]
    if case.evidence_return is not None and case.request.preset != "evidence":
        parts.append(
            f"With every number as the evidence gives it, and none calibrated, £1 would bring back "
            f"{ratio(case.evidence_return.mean)} ({ratio_interval(case.evidence_return)})."
        )
    if whole.taken_out.mean < 0:
        parts.append(f"{pounds(-whole.taken_out.mean)} that two programmes would both claim is counted once.")
    parts.append(
        f"Another run with other random numbers might move the net present value by about "
        f"{pounds(whole.net_present_value.error)}. No figure is a pass mark."
    )
    return " ".join(parts)


def how_sure(case: CaseFigures) -> list[str]:
    """Return what would have to be true for the answer to change; of one programme, two switching values too."""
    # No mark in the table leads to these sentences, which name their programme.
    levers = [sentence.removeprefix(notes.OUTSIDE_MARK).strip() for sentence in notes.lever_notes(case.cases)]
    levers += notes.horizon_notes(case.cases, case.horizon)
    if len(case.cases) > FEW:
        return [*_turning(case), *levers]
    told = [
        headline_sentence(found) if found else f"Nothing that is uncertain moves {_title(each)} here."
        for each, found in zip(case.cases, case.switching, strict=True)
    ]
    if len(case.cases) == 1:
        told += [switching_sentence(each) for each in case.switching[0][:2]]
    return told + levers


def _turning(case: CaseFigures) -> list[str]:
    """Return, of many programmes, which of them one number alone can turn inside the evidence, and which it cannot."""
    firm: list[str] = []
    open_: list[str] = []
    for each, found in zip(case.cases, case.switching, strict=True):
        turning = [
            f"“{one.subject.label}”" for one in found if any(one.subject.is_inside(root) is True for root in one.roots)
        ]
        (open_ if turning else firm).append(f"{_title(each)} ({listed(turning)})" if turning else _title(each))
    told = []
    if firm:
        told.append(
            "No uncertain number, moved alone inside its evidence, changes whether benefits exceed costs for "
            f"{listed(firm)}."
        )
    if open_:
        told.append(f"One number alone can change it for {listed(open_, 'and')}.")
    return told


def not_counted(case: CaseFigures) -> list[str]:
    """Return what each programme leaves out; of many, the first of each and how many more there are."""
    told = []
    for each in case.cases:
        items = each.description.not_counted
        kept = items[: _by_number(case, len(items), NOT_COUNTED_OF_FEW, NOT_COUNTED_OF_MANY)]
        more = len(items) - len(kept)
        rest = f" And {more} more." if more else ""
        name = f"{each.intervention.title}: " if len(case.cases) > 1 else ""
        told.append(f"{name}{' '.join(kept)}{rest}")
    return told if len(told) <= FEW else [" ".join(told)]


def sources(case: CaseFigures) -> list[str]:
    """Return the numbers that matter most to the answer, with value, grade and source."""
    ranked = sorted(
        (
            (bar.share * abs(result.base), bar.factor.first)
            for result in case.tornados()
            for bar in result.bars[:SOURCES]
            if bar.share > 0
        ),
        key=lambda pair: -pair[0],
    )
    first = dict.fromkeys(parameter.stream for _, parameter in ranked)
    wanted = _by_number(case, SOURCES, SOURCES_OF_FEW, SOURCES_OF_MANY)
    chosen = [next(p for _, p in ranked if p.stream == stream) for stream in first][:wanted]
    bibliography = all_sources()
    return [
        f"{each.label}: {value_in_words(each.value, each.unit)} ({range_in_words(each.low, each.high, each.unit)}); "
        f"{_how_strong(each)}. {bibliography[each.source].citation}"
        for each in chosen
        if each.low is not None and each.high is not None
    ]


def _how_strong(parameter: Parameter) -> str:
    if parameter.source == USER_SOURCE:
        return "not graded"
    return f"evidence {parameter.evidence}, {parameter.checked}"


def evidence_count(case: CaseFigures) -> str:
    """Return how the numbers used were come by.

    Grades: A systematic review, randomised evidence or a national schedule; B one good trial; C observational or from
    elsewhere; D judgement.
    """
    parameters = {parameter.stream: parameter for each in case.cases for parameter in each.parameters}.values()
    by_check = Counter(str(parameter.checked) for parameter in parameters)
    told = ", ".join(f"{number} {how}" for how, number in by_check.most_common())
    return (
        f"Of the {len(parameters)} numbers used, {told}. Those that move the answer most are below. Grades: A review, "
        "randomised evidence or national schedule; B one good trial; C observational, or from elsewhere; D judgement."
    )


def changed(case: CaseFigures) -> list[str]:
    """Return what was set by hand and why, those with a reason first; of many, as many as two pages have room for."""
    changes = sorted(changes_in_words(case.request), key=lambda each: each[2] == NO_REASON)
    said = [f"Set by hand: {label}: {value} ({reason})." for label, value, reason in changes[:MOST_CHANGES]]
    more = len(changes) - len(said)
    return [*said, f"{more} more are set by hand; the workbooks list each with its reason."] if more else said


def record(case: CaseFigures) -> str:
    """Return the run record: rules, presets, version, digest of the inputs."""
    run = run_record(case.cases, case.analysis)
    return (
        f"{notes.analysis_note(case.analysis)} {notes.preset_note(case.cases)} {notes.record_note(run)} The same "
        "request gives the same numbers."
    )


def people(responsible: Responsible) -> str:
    """Return who stands behind the case; the status stands at its top.

    Examples
    --------
    >>> people(Responsible(analyst="A. Smith"))
    'Commissioned by: not named. Made by: A. Smith. Checked by: not named. Approved by: not named.'
    """
    roles = {"commissioner": "Commissioned", "analyst": "Made", "assurer": "Checked", "approver": "Approved"}
    named = {deed: responsible.named(role) for role, deed in roles.items()}
    told = [f"{deed} by: {'not named' if name == NOT_NAMED else name.rstrip('.')}." for deed, name in named.items()]
    return " ".join(told)


def area_notes(case: CaseFigures) -> str:
    """Return which local figures were used."""
    return " ".join(notes.area_notes(case.request.area()))


def _by_number(case: CaseFigures, one: int, few: int, many: int) -> int:
    return one if len(case.cases) == 1 else few if len(case.cases) <= FEW else many


def _whose(case: CaseFigures) -> str:
    name = perspective_label(case.request.perspective)
    return "all of society counted" if name == "societal" else f"{mid_sentence(name)} counted"


def _title(case: Case) -> str:
    return mid_sentence(case.intervention.title)
