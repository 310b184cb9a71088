"""Whole-school prevention of bullying, of the KiVa type.

Pupils aged 7 to 10 have lessons on bullying, and a team of staff deals with cases, over a
programme of several years. In each of those years fewer pupils are victims than under usual
practice; some of the victims spared would have had a mental-health problem in that year, and each
such year spares the NHS, the council and above all the school.

The weakest links: the extra chance of a problem in a victim joins an association seen years later
(depression at 18) to a baseline of any disorder at ages 5 to 10, and is used as a yearly excess,
while in the trial of 2024 bullying fell and teachers' ratings of mental health did not differ
(the interval of that finding holds both the small change assumed here and none);
and the costs are totals for children with a problem, not their excess over other children, so
the return is an upper bound on this path. Gains in adult life are left out: the preset
``earnings-2011`` counts nothing else, as the 2011 report did. There a quarter of the lifetime
gain is booked with each quarter of the cost, so that discounting leaves their ratio alone.
"""

from __future__ import annotations

from roi_model.engine.cash_flow import Benefit, Claim, Cost, Outcome, Outcomes, People, Quantity, ValueKind
from roi_model.engine.draws import Draws
from roi_model.engine.intervention import Intervention
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline

from ._child import care_and_schooling
from ._risk import risk_with


def model(p: Draws, t: Timeline) -> Outcomes:
    """Return what preventing bullying costs and saves, by year of the programme."""
    pupils = p.pupils_7_to_10 * p.coverage
    delivered = t.during(p.programme_years)
    yearly_share = delivered / p.programme_years
    victims = pupils * (p.victimisation - risk_with(p.odds_ratio, p.victimisation)) * delivered
    averted = victims * p.excess_disorder_probability
    earnings = pupils * p.lifetime_earnings_per_pupil * yearly_share
    bullying = Claim(Outcome.BULLYING, People.PUPILS_7_TO_10, victims)
    disorders = Claim(Outcome.CHILD_DISORDER, People.PUPILS_7_TO_10, averted)
    return Outcomes(
        quantities=(
            Quantity("Pupils in the programme", pupils * t.at_start, "people"),
            Quantity("Victims of bullying averted", victims, "person-years", bullying),
            Quantity("Mental-health problems averted", averted, "person-years", disorders),
        ),
        costs=(Cost("Anti-bullying programme", pupils * p.programme_cost_four_years * yearly_share),),
        benefits=(
            *care_and_schooling(disorders, p.nhs_cost_per_case, p.la_cost_per_case, p.education_cost_per_case),
            Benefit("Lifetime earnings", Sector.INDIVIDUALS, ValueKind.OUTPUT, earnings, bullying),
        ),
    )


intervention = Intervention(
    name="anti_bullying",
    title="School bullying prevention",
    population="Pupils aged 7 to 10",
    comparator="Usual practice against bullying",
    model=model,
)
