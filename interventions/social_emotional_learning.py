"""Whole-school social and emotional learning.

Pupils in Year 7 learn to think and solve problems more resiliently, in lessons of the Penn
Resilience type given by trained staff. Over the years of effect fewer of them have a mental
disorder than under usual lessons; each year of a disorder averted spares the NHS, the council and
above all the school.

The weakest links: how long the effect lasts (the United Kingdom's own trial found none after one
year: the preset ``uk-resilience-trial``); an effect measured on depressive symptoms is applied to
any disorder (``emotional-only`` narrows it to emotional disorders); the costs are totals for
children with a problem, not their excess over other children; and the price of the programme is
that of another one, without teachers' time.
"""

from __future__ import annotations

from roi_model.engine.cash_flow import Claim, Cost, Outcome, Outcomes, People, Quantity
from roi_model.engine.draws import Draws
from roi_model.engine.intervention import Intervention
from roi_model.engine.timeline import Timeline

from ._child import care_and_schooling, fading
from ._risk import odds_ratio_of, risk_with


def model(p: Draws, t: Timeline) -> Outcomes:
    """Return what the lessons cost and save, by year."""
    pupils = p.pupils_year_7 * p.coverage
    risk_reduction = p.disorder_prevalence - risk_with(odds_ratio_of(p.effect_size), p.disorder_prevalence)
    averted = pupils * risk_reduction * fading(t, p.annual_fade) * t.during(p.effect_years)
    disorders = Claim(Outcome.CHILD_DISORDER, People.PUPILS_YEAR_7, averted)
    return Outcomes(
        quantities=(
            Quantity("Pupils taught", pupils * t.at_start, "people"),
            Quantity("Mental disorders averted", averted, "person-years", disorders),
        ),
        costs=(Cost("Lessons and training", pupils * p.programme_cost * t.at_start),),
        benefits=care_and_schooling(disorders, p.nhs_cost_per_case, p.la_cost_per_case, p.education_cost_per_case),
    )


intervention = Intervention(
    name="social_emotional_learning",
    title="School social and emotional learning",
    population="Pupils in Year 7 (aged 11 to 12)",
    comparator="Usual lessons",
    model=model,
)
