"""The model beside what was published: eight headlines with their levers, and independent checks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roi_model.analysis.calibration import base_return, solve_lever
from roi_model.analysis.estimate import Estimate
from roi_model.analysis.measures import View, return_per_pound
from roi_model.engine.analysis import DEFAULT_DRAWS, DEFAULT_SEED, Analysis
from roi_model.engine.case import Case, build_case
from roi_model.engine.draws import Sampler
from roi_model.engine.evaluation import evaluate
from roi_model.inputs.area import find_area
from roi_model.inputs.evidence_file import evidence_file
from roi_model.inputs.parameter_set import EVIDENCE, PHE_2017, solved_lever

from .independent import IndependentCheck, check_independent
from .target import Target, TargetKind, read_text, targets_of

DIFFERENCES = "differences.md"
SECTION = re.compile(r"^## `(?P<id>\w+)`: published £?(?P<published>[\d.]+), here £?(?P<here>[\d.]+)$", re.MULTILINE)
SAME = 1e-9  # the stored value has ten significant digits


@dataclass(frozen=True)
class LeverComparison:
    """The one calibrated parameter of an intervention.

    Attributes
    ----------
    name, label
        Which parameter.
    evidence_value, low, high
        What the evidence gives, with its 95% interval.
    stored
        The solved value that the phe-2017 preset uses.
    fresh
        The same, solved again now.
    """

    name: str
    label: str
    evidence_value: float
    low: float
    high: float
    stored: float
    fresh: float

    @property
    def inside(self) -> bool:
        """Whether the value in use lies inside the evidence interval."""
        return self.low <= self.stored <= self.high

    @property
    def change(self) -> float:
        """The stored value's difference from a fresh solution, as a share of it."""
        return self.stored / self.fresh - 1

    @property
    def unchanged(self) -> bool:
        """Whether solving again gives the stored value, to nine significant digits."""
        return abs(self.change) <= SAME


@dataclass(frozen=True)
class HeadlineComparison:
    """One headline of 2017 beside the model, for England at the published price year and horizon.

    Attributes
    ----------
    target
        The published return per £1.
    case
        The intervention under the phe-2017 preset.
    evidence
        Return per £1 of the evidence preset: base case, mean of draws, 95% interval.
    phe_2017
        Base case of the phe-2017 preset, in £ per £1.
    lever
        What was calibrated.
    explained
        Whether ``differences.md`` explains the evidence preset's base case.
    """

    target: Target
    case: Case
    evidence: Estimate
    phe_2017: float
    lever: LeverComparison
    explained: bool

    @property
    def reproduced(self) -> bool:
        """Whether the phe-2017 preset returns the headline to two decimals."""
        return self.target.is_met_by(self.phe_2017)

    @property
    def inside(self) -> bool:
        """Whether the headline lies inside the simulation's 95% interval."""
        return self.evidence.low <= self.target.value <= self.evidence.high


@dataclass(frozen=True)
class Validation:
    """The whole comparison."""

    headlines: tuple[HeadlineComparison, ...]
    checks: tuple[IndependentCheck, ...]
    draws: int
    seed: int

    @property
    def failures(self) -> tuple[str, ...]:
        """A sentence for each headline not reproduced and each difference without an explanation."""
        return (
            *(
                f"{headline.case.intervention.title}: the {PHE_2017} preset returns £{headline.phe_2017:.4f}, "
                f"not the published £{headline.target.value:.2f}."
                for headline in self.headlines
                if not headline.reproduced
            ),
            *(
                f"{check.target.subject}, {check.target.quantity}: {check.value:.10g} here, "
                f"{check.target.value:.10g} published, and {DIFFERENCES} does not explain it."
                for check in self.checks
                if not check.passes
            ),
        )


def validate(draws: int = DEFAULT_DRAWS, seed: int = DEFAULT_SEED) -> Validation:
    """Compare the model with every target.

    Parameters
    ----------
    draws, seed
        Of the simulation under the evidence preset.
    """
    explained = explained_figures(read_text(DIFFERENCES))
    sampler = Sampler(seed)
    headlines = tuple(
        compare_headline(target, Analysis(price_year=_price_year(target), draws=draws, seed=seed), sampler, explained)
        for target in targets_of(TargetKind.HEADLINE)
    )
    return Validation(headlines, check_independent(explained), draws, seed)


def compare_headline(
    target: Target, analysis: Analysis, sampler: Sampler, explained: frozenset[tuple[str, str]]
) -> HeadlineComparison:
    """Compare one headline with both presets; ``explained`` is that of `explained_figures`."""
    england = find_area(["England"])
    evidence = build_case(target.subject, england, EVIDENCE)
    calibrated = build_case(target.subject, england, PHE_2017)
    assert target.horizon is not None
    found = return_per_pound(evaluate(evidence, analysis, (target.horizon,), sampler=sampler), View(), 0)
    assert found is not None
    here = f"{found.base:.{target.decimals}f}"
    return HeadlineComparison(
        target,
        calibrated,
        found,
        base_return(calibrated),
        compare_lever(target.subject),
        (target.id, here) in explained,
    )


def compare_lever(intervention: str) -> LeverComparison:
    """Solve an intervention's lever again, and set it beside the stored value and the evidence."""
    evidence = evidence_file(intervention)
    lever = evidence.parameters[evidence.description.lever]
    assert lever.low is not None
    assert lever.high is not None
    fresh = solve_lever(intervention).solved_value
    return LeverComparison(
        lever.name, lever.label, lever.value, lever.low, lever.high, solved_lever(intervention), fresh
    )


def compare_levers() -> dict[str, LeverComparison]:
    """Solve every lever again, in the order of the headlines."""
    return {target.subject: compare_lever(target.subject) for target in targets_of(TargetKind.HEADLINE)}


def explained_figures(text: str) -> frozenset[tuple[str, str]]:
    """Return which figures of the model a text of differences explains: pairs of target id and figure.

    A figure that has moved since its paragraph was written is not explained by it.

    Examples
    --------
    >>> sorted(explained_figures("## `some_figure`: published £2.63, here £2.56"))
    [('some_figure', '2.56')]
    """
    return frozenset((section["id"], section["here"]) for section in SECTION.finditer(text))


def _price_year(target: Target) -> str:
    return evidence_file(target.subject).description.published.price_year
