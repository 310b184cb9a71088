"""Local suicide prevention, with psychosocial assessment after self-harm.

A local plan trains gatekeepers, raises awareness and assesses people who come to hospital after
self-harm. It reaches all residents while it runs. In each of those years a share of the suicides
and of the self-harm presentations that would have happened do not: a suicide averted keeps a
lifetime's output, booked in the year of the death, and spares emergency services, the coroner and
legal work; a presentation averted spares hospital and psychiatric care.

The comparator is the services already there, without a plan. The weakest link is the effect: the
one trial in four countries found a difference that chance could give, and far less than Nuremberg
had seen (the preset ``nuremberg``). The published suicide rate is age-standardised, for people aged
10 or over, and is multiplied by residents of all ages; ``count-per-resident`` takes the deaths that
were counted over the residents of that year, and returns about a tenth less. Lost output is not
split with the exchequer, funerals are postponed and not saved, and nothing outlasts the plan, so a
longer horizon adds nothing.
"""

from __future__ import annotations

from roi_model.engine.cash_flow import Benefit, Claim, Cost, Outcome, Outcomes, People, Quantity, ValueKind
from roi_model.engine.draws import Draws
from roi_model.engine.intervention import Intervention
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline


def model(p: Draws, t: Timeline) -> Outcomes:
    """Return what a local plan costs and saves, by year."""
    reached = p.residents * p.coverage
    resident_years = reached * t.during(p.programme_years)
    suicides = resident_years * p.suicide_rate * p.effect_on_suicidal_acts
    presentations = resident_years * p.self_harm_rate * p.effect_on_suicidal_acts
    emergency = suicides * p.emergency_cost_per_suicide
    coroner = suicides * p.coroner_cost_per_suicide
    care = presentations * p.care_per_presentation
    intangible = suicides * p.intangible_per_suicide
    deaths = Claim(Outcome.SUICIDE, People.RESIDENTS, suicides)
    self_harm = Claim(Outcome.SELF_HARM, People.RESIDENTS, presentations)
    return Outcomes(
        quantities=(
            Quantity("Residents in the area of the plan", reached * t.at_start, "people"),
            Quantity("Suicides averted", suicides, "deaths", deaths),
            Quantity("Self-harm presentations averted", presentations, "presentations", self_harm),
        ),
        costs=(Cost("Local suicide prevention plan", resident_years * p.programme_cost),),
        benefits=(
            Benefit("Lost output", Sector.WIDER_SOCIETY, ValueKind.OUTPUT, suicides * p.output_per_suicide, deaths),
            Benefit("Emergency services", Sector.CRIMINAL_JUSTICE, ValueKind.CAPACITY, emergency, deaths),
            Benefit("Coroner and legal", Sector.LOCAL_GOVERNMENT, ValueKind.CASH, coroner, deaths),
            Benefit("Hospital and psychiatric care", Sector.NHS, ValueKind.CAPACITY, care, self_harm),
            Benefit("Intangible loss", Sector.INDIVIDUALS, ValueKind.WELLBEING, intangible, deaths),
        ),
    )


intervention = Intervention(
    name="suicide_prevention",
    title="Suicide prevention",
    population="All residents",
    comparator="Services as they are, without a local plan",
    model=model,
)
