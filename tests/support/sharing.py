"""Two made-up programmes that claim the same days of absence, small enough to work by hand.

1,000 people in work are away 6.3 days a year each: 6,300 days in all. For those it covers, visits avert a fifth of the
days, and courses half:

    visits    1,260 days · £10 = £12,600 to the NHS, in staff time;  cost £5,000, which the NHS pays
    courses   3,150 days · £4  = £12,600 to employers, in cash;      cost £6,000, which the employers pay

Together they avert 1 − 0.8 · 0.5 = 0.6 of the days and not 0.7. So 6/7 is left of each: £1,800 is taken out of either.
All of it falls in the first year, at 2015 prices.
"""

from __future__ import annotations

from builders import case_of, certain

from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array, Benefit, Claim, Cost, Outcome, Outcomes, People, Quantity, ValueKind
from roi_model.engine.draws import Draws
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline

NHS, EMPLOYERS = Sector.NHS, Sector.EMPLOYERS
DAYS = 6.3


def claimed(p: Draws, t: Timeline, share: float) -> Claim:
    return Claim(Outcome.SICKNESS_ABSENCE, People.PEOPLE_IN_WORK, days(p) * share * t.at_start)


def days(p: Draws) -> Array:
    return p.residents_16_to_64 * p.employment_rate * p.coverage * DAYS


def visits(p: Draws, t: Timeline) -> Outcomes:
    averted = claimed(p, t, 0.2)
    return Outcomes(
        (Quantity("People visited", p.coverage * 1000 * t.at_start, "people"), _days("Days", averted)),
        (Cost("Visits", p.coverage * p.cost * t.at_start),),
        (Benefit("Staff", NHS, ValueKind.CAPACITY, averted.amount * 10, averted),),
    )


def courses(p: Draws, t: Timeline) -> Outcomes:
    averted = claimed(p, t, 0.5)
    return Outcomes(
        (Quantity("People taught", p.coverage * 1000 * t.at_start, "people"), _days("Days", averted)),
        (Cost("Courses", p.coverage * p.cost * t.at_start),),
        (Benefit("Pay", EMPLOYERS, ValueKind.CASH, averted.amount * 4, averted),),
        qalys=averted.amount / 1000,
        qalys_claim=averted,
    )


def _days(label: str, averted: Claim) -> Quantity:
    return Quantity(label, averted.amount, "days", averted)


def sharing_cases(visited: float = 1, taught: float = 1) -> tuple[Case, Case]:
    """Visits and courses, each at a coverage; under the names of two interventions whose files say all else."""
    people = {"residents_16_to_64": 1000, "employment_rate": 1, "adults": 1000}

    def parameters(coverage: float, cost: float) -> list:  # type: ignore[type-arg]
        known = {"minimum": 0, "maximum": 1}
        return [certain("coverage", coverage, **known), certain("cost", cost, unit="£", price_year="2015", minimum=0)]

    return (
        case_of(visits, parameters(visited, 5000), {NHS: 1}, "debt_advice", **people),
        case_of(courses, parameters(taught, 6000), {EMPLOYERS: 1}, "workplace_stress", **people),
    )
