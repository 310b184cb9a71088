"""The sentences that stand under a table: what a reader must know to use its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from roi_model.analysis.comparison import Figures
from roi_model.engine.analysis import AlsoCount, Analysis
from roi_model.engine.case import Case
from roi_model.engine.design import Method
from roi_model.engine.sector import perspective_label
from roi_model.inputs.area import Area
from roi_model.inputs.parameter_set import EVIDENCE, PHE_2017, lever_inside_interval, parameter_set, solved_lever
from roi_model.outputs.record.run_record import RunRecord
from roi_model.outputs.words import listed, points

OUTSIDE_MARK = "*"
METHODS = {Method.RANDOM: "", Method.LATIN_HYPERCUBE: "Latin hypercube ", Method.SOBOL: "Sobol' "}
YEAR = re.compile(r" \(\d{4}\)")

RETURN_DEFINED = (
    "Return per £1 is benefits ÷ programme costs. Both are present values, and means of the draws. Cash only counts "
    "benefits that shrink a budget line. No figure is a pass mark."
)
ERROR_DEFINED = "Its error is the Monte Carlo standard error of the mean: what another seed might change."
ERRORS_ARE_BOUNDS = "They are those of random draws, and so more than these evenly spread draws have."
INTERVAL_DEFINED = "Intervals hold 95% of the draws. The base case takes every parameter at its value."
PRESETS_DEFINED = (
    f"The {PHE_2017} preset is calibrated. One parameter, the lever, is solved for. With it the base case for England "
    f"at 2015 prices returns the headline published in 2017. The {EVIDENCE} preset takes every value from the evidence."
)


def is_marked(case: Case) -> bool:
    """Whether a case rests on a calibrated lever that lies outside its evidence interval; not if the user set it."""
    is_solved = case.parameters[case.description.lever].value == solved_lever(case.intervention.name)
    return case.parameters.preset == PHE_2017 and is_solved and not lever_inside_interval(case.intervention.name)


def case_note(case: Case) -> str:
    """Return for whom an intervention is, and what it is compared with."""
    return f"For: {case.intervention.population}. Compared with: {case.intervention.comparator}."


def lever_notes(cases: Iterable[Case]) -> list[str]:
    """Return a sentence for each case whose lever lies outside its evidence interval."""
    notes = []
    for case in cases:
        if not is_marked(case):
            continue
        name = case.intervention.name
        lever = case.parameters[case.description.lever]
        low, high = _evidence_interval(case)
        solved = solved_lever(name)
        notes.append(
            f"{OUTSIDE_MARK} {case.intervention.title}: the {PHE_2017} preset returns the published headline. For that "
            f"it sets its lever at {solved:.4g}, but the evidence supports {low:g} to {high:g}. The lever is: "
            f"{lever.label[0].lower()}{lever.label[1:]}. {case.description.lever_note}".strip()
        )
    return notes


def horizon_notes(cases: Iterable[Case], horizon: int | None = None) -> list[str]:
    """Return a sentence for each intervention that is counted beyond the years in which its effect was measured.

    Parameters
    ----------
    cases
        What is shown; an intervention is named once.
    horizon
        The longest time horizon shown, in years; each intervention's published one by default.
    """
    found = {}
    for case in cases:
        beyond = case.description.extrapolated
        if beyond is None:
            continue
        counted = horizon or case.description.published.horizon
        measured, end = (int(case.parameters[name].value) for name in (beyond.after, beyond.until))
        if min(counted, end) > measured:
            found[case.intervention.name] = (
                f"{case.intervention.title}: the effect was measured over {measured} years, and {counted} are counted. "
                f"{beyond.note}"
            )
    return list(found.values())


def weakest_links(case: Case) -> str:
    """Return what a reader should doubt first in one intervention."""
    return f"Weakest links: {' '.join(case.description.weakest_links)}"


def area_notes(area: Area) -> list[str]:
    """Return which local figures were used, and what to be careful of; figures with one reason stand together."""
    same: dict[str, list[str]] = {}
    for name, phrase in area.provenance.items():
        year = "".join(YEAR.findall(phrase))
        same.setdefault(YEAR.sub("", phrase), []).append(f"{_spoken(name)}{year}")
    found = "; ".join(f"{phrase}: {', '.join(names)}" for phrase, names in same.items())
    return [*([f"{area.name}. {found[0].upper()}{found[1:]}."] if found else []), *area.warnings]


def areas_notes(areas: Sequence[Area]) -> list[str]:
    """Return the notes on several areas; those whose local figures are of one kind stand together."""
    same: dict[str, list[str]] = {}
    others: list[str] = []
    for area in areas:
        for note in area_notes(area):
            if note.startswith(f"{area.name}. "):
                same.setdefault(note.removeprefix(f"{area.name}. "), []).append(area.name)
            else:
                others.append(note)
    return [*(f"{listed(names)}. {note}" for note, names in same.items()), *others]


def analysis_note(analysis: Analysis, *, simulated: bool = True) -> str:
    """Return the rules of the analysis in one sentence; without its draws where none were made.

    Examples
    --------
    >>> analysis_note(Analysis())
    'Prices of 2024-25; Green Book 2026 discounting; societal perspective; 10,000 draws, seed 2017.'
    """
    correlated = " (some correlated)" if analysis.correlation is not None else ""
    counted = "" if analysis.also_count is AlsoCount.NOTHING else f"; {analysis.also_count.label} also counted"
    draws = f"; {analysis.draws:,} {METHODS[analysis.method]}draws{correlated}, seed {analysis.seed}"
    return (
        f"Prices of {analysis.price_year}; {analysis.schedule.label} discounting; "
        f"{perspective_label(analysis.perspective)} perspective{counted}{draws if simulated else ''}."
    )


def error_note(figures: Sequence[Figures], analysis: Analysis) -> str:
    """Return how far another seed might move the returns and the chances."""
    returns = max((f.return_per_pound.error for f in figures if f.return_per_pound is not None), default=0.0)
    chances = max(f.chance.error for f in figures)
    bound = "" if analysis.method is Method.RANDOM else f" {ERRORS_ARE_BOUNDS}"
    return (
        f"Monte Carlo standard errors: at most £{returns:.3f} on a return and {points(chances)} on a chance; "
        f"--format csv gives one for each figure.{bound}"
    )


def record_note(record: RunRecord) -> str:
    """Return the version and the digest of the inputs."""
    return f"roi-model {record.versions['roi-model']}, inputs {record.parameter_digest}."


def preset_note(cases: Sequence[Case]) -> str:
    """Return which presets were used."""
    used = {case.parameters.preset for case in cases}
    if len(used) == 1:
        return f"Preset: {used.pop()}."
    return "Presets: " + ", ".join(f"{case.intervention.name} {case.parameters.preset}" for case in cases) + "."


def _evidence_interval(case: Case) -> tuple[float, float]:
    lever = parameter_set(case.intervention.name)[case.description.lever]
    assert lever.low is not None
    assert lever.high is not None
    return lever.low, lever.high


def _spoken(name: str) -> str:
    return name.replace("_", " ").replace("self harm", "self-harm")
