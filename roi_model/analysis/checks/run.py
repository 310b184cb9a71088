"""Black-box checks made on the very cases of a run, to see that what was asked was answered soundly.

The codes are this project's own: TV follows the checklist TECH-VER (adapted from health models to cost-benefit), GB are
rules of the Green Book. ``docs/methods.md`` says what was read of both, and which codes have no test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from roi_model.analysis.answer import Answer
from roi_model.analysis.checks import money, uncertainty
from roi_model.analysis.checks.case import CHECK_DRAWS, Finding, Probe, overlap
from roi_model.engine.design import Method
from roi_model.engine.draws import Sampler


class Outcome(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True)
class Check:
    """One check of one intervention.

    Attributes
    ----------
    code
        Its code in the checklist.
    claim
        What must hold, in words.
    intervention
        The title of the intervention it was made on.
    outcome
        How it ended.
    detail
        What was found: the largest difference, or why it does not apply.
    """

    code: str
    claim: str
    intervention: str
    outcome: Outcome
    detail: str


CHECKS: tuple[tuple[str, str, Callable[[Probe], Finding]], ...] = (
    ("GB-01", "With nobody reached, every cost, benefit and quantity is 0 and no ratio is given", money.no_coverage),
    ("TV-12", "Without effect nothing is gained by anybody, and the net is minus the cost", money.no_effect),
    ("TV-14", "With every price at 0, no money moves", money.no_prices),
    ("TV-16", "Without discounting, discounted and undiscounted agree; discounting raises nothing", money.discounting),
    ("TV-17", "A longer time horizon takes nothing from what has been gained", money.horizons),
    ("TV-18", "Twice the people: twice the money, the same return", money.twice_the_people),
    ("TV-19", "Another price level multiplies all money alike and leaves the return", money.price_level),
    ("TV-20", "What falls on the sectors adds up to the total; who pays does not change it", money.sectors),
    ("TV-21", "Cash and the rest make up all benefits", money.cash_and_rest),
    ("TV-22", "Payers' shares add up to 1, and partners' net positions to the total", money.partners),
    ("GB-08", "Transfers cancel over the sectors and are not in the societal total", money.transfers),
    ("GB-03", "Every price taken to the price year and back is the same", money.rebasing),
    ("TV-24", "A weaker effect gives a net between that of none and that of all", uncertainty.weaker_effect),
    ("TV-25", "At both ends of every interval the figures are finite", uncertainty.ends_of_intervals),
    ("TV-26", "With every parameter known, each draw is the base case", uncertainty.no_spread),
    ("TV-27", "The mean of the draws is within 6 standard errors of that of another seed", uncertainty.another_seed),
    ("TV-28", "No draw lies outside what its parameter may be", uncertainty.bounds),
    ("TV-32", "The same seed gives the same numbers, in blocks of any size", uncertainty.same_seed),
)

OVERLAP_CLAIM = "Together the interventions claim no more than each alone, in whatever order they stand"


def checks_of_run(answer: Answer) -> tuple[Check, ...]:
    """Make every check on every case of a run, at its time horizon, with few draws of its own.

    Correlations of the run are left out, for a check may fix what they join; draws are random.
    """
    return tuple(_checks(answer))


def _checks(answer: Answer) -> Iterator[Check]:
    analysis = replace(answer.analysis, draws=CHECK_DRAWS, method=Method.RANDOM, correlation=None)
    sampler = Sampler(analysis.design)
    for results in answer.results:
        probe = Probe(results.case, analysis, results.horizons[0], answer.analysis.design, sampler)
        for code, claim, check in CHECKS:
            yield _checked(code, claim, results.case.intervention.title, check(probe))
    if len(answer.cases) > 1:
        found = overlap(answer.cases, analysis, max(results.horizons[0] for results in answer.results))
        yield _checked("Overlap", OVERLAP_CLAIM, "All together", found)


def _checked(code: str, claim: str, whose: str, found: Finding) -> Check:
    outcome = {None: Outcome.NOT_APPLICABLE, True: Outcome.PASSED, False: Outcome.FAILED}[found.holds]
    return Check(code, claim, whose, outcome, found.detail)
