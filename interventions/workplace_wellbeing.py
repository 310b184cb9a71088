"""Workplace wellbeing programme.

An employer offers everyone at work a programme of several parts: a questionnaire on health risks
with personal feedback, a web portal, seminars. Those who take part lose fewer days to sickness
than they would with no programme; each day regained is worth a day's pay and on-costs to the
employer, who also pays for the programme. Nothing lasts beyond the years in which it is offered.

The weakest links: the days averted come from one before-and-after study in one company with
self-chosen participants (Mills 2007), and the price of the programme was read second-hand.
Randomised trials of wellness programmes return less than their cost (Baxter 2014: £0.78 per £1),
so the effect is more likely too large than too small. Gains in performance at work are left out
of the base case, because with them the same study would return many times the published figure;
``presenteeism_ratio`` brings them in. Everyone in work is given the pay of a full-time employee,
which is probably too much.
"""

from __future__ import annotations

from roi_model.engine.cash_flow import Claim, Cost, Outcome, Outcomes, People, Quantity
from roi_model.engine.draws import Draws
from roi_model.engine.intervention import Intervention
from roi_model.engine.timeline import Timeline

from ._work import cost_of_a_day, work_regained


def model(p: Draws, t: Timeline) -> Outcomes:
    """Return what offering the programme costs employers and saves them, by year."""
    offered = p.residents_16_to_64 * p.employment_rate * p.coverage
    delivered = t.during(p.delivery_years)
    participants = offered * p.participation
    days = participants * p.absence_days_averted * delivered
    day = cost_of_a_day(p.weekly_pay, p.working_days_per_week, p.employer_on_cost)
    absence = Claim(Outcome.SICKNESS_ABSENCE, People.PEOPLE_IN_WORK, days)
    return Outcomes(
        quantities=(
            Quantity("People offered the programme", offered * t.at_start, "people"),
            Quantity("People taking part", participants * t.at_start, "people"),
            Quantity("Days of absence averted", days, "days", absence),
        ),
        costs=(Cost("Wellbeing programme", offered * p.programme_cost * delivered),),
        benefits=work_regained(absence, day, p.presenteeism_ratio),
    )


intervention = Intervention(
    name="workplace_wellbeing",
    title="Workplace wellbeing",
    population="People in work aged 16 to 64",
    comparator="No wellbeing programme offered",
    model=model,
)
