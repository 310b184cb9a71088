"""Prevention of stress, depression and anxiety at work.

Employees take a course of stress management built on cognitive behavioural therapy, in a group
or over the internet. A year later fewer of them have depression or anxiety than if none had been
offered. Each case averted spares the employer days of absence and poor performance at work, and
the NHS its care. A case averted would have faded at the rate of untreated depression, so the
effect fades with it.

The weakest links: the price of the course is a proxy; the days lost to a case were measured on
illness that work had caused or made worse, and are applied to every depression and anxiety (the
preset ``hse-narrow`` counts only the work-related cases); everyone in work is given the pay of a
full-time employee; and in one trial of such a course
stress fell while absence and presenteeism did not (Ebert 2018).
"""

from __future__ import annotations

from roi_model.engine.cash_flow import Benefit, Claim, Cost, Outcome, Outcomes, People, Quantity, ValueKind
from roi_model.engine.draws import Draws
from roi_model.engine.intervention import Intervention
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline

from ._risk import risk_with
from ._work import cost_of_a_day, work_regained


def model(p: Draws, t: Timeline) -> Outcomes:
    """Return what courses of stress management cost and save, by year."""
    participants = p.residents_16_to_64 * p.employment_rate * p.coverage
    risk_reduction = p.cmd_prevalence - risk_with(p.odds_ratio, p.cmd_prevalence)
    averted = participants * risk_reduction * t.persisting(p.effect_retention)
    days = averted * p.days_absent_per_case
    day = cost_of_a_day(p.weekly_pay, p.working_days_per_week, p.employer_on_cost)
    cases = Claim(Outcome.DEPRESSION, People.PEOPLE_IN_WORK, averted)
    absence = Claim(Outcome.SICKNESS_ABSENCE, People.PEOPLE_IN_WORK, days, through=cases)
    return Outcomes(
        quantities=(
            Quantity("People taking part", participants * t.at_start, "people"),
            Quantity("Depression or anxiety averted", averted, "person-years", cases),
            Quantity("Days of absence averted", days, "days", absence),
        ),
        costs=(Cost("Stress management course", participants * p.programme_cost * t.at_start),),
        benefits=(
            *work_regained(absence, day, p.presenteeism_ratio),
            Benefit("Health care", Sector.NHS, ValueKind.CAPACITY, averted * p.nhs_cost_per_case, cases),
        ),
    )


intervention = Intervention(
    name="workplace_stress",
    title="Workplace stress prevention",
    population="People in work aged 16 to 64",
    comparator="No course offered",
    model=model,
)
