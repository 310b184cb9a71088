"""Tackling loneliness in older people.

People aged 65 or over who are lonely most of the time are linked by a navigator or befriender to
groups and volunteering. Some stop being lonely, and some of those stay so. A person who is not
lonely is less likely to be depressed, and less likely to develop dementia. Each dementia averted
spares care in every year that the person would have lived with it, so it adds up as a stock.

The comparator is no such service. The weakest links: both risks are associations, not shown
effects; nobody has measured how long people stay less lonely; and the split of the cost of
dementia between NHS and councils is assumed. The loneliness-free years come from later work by
the authors of the 2017 tool, which finds a net cost to health and social care. They were counted
over five years; over a longer horizon people stay free of loneliness beyond what was measured,
unless ``effect_years`` ends it (the preset ``five-years-measured``).
"""

from __future__ import annotations

from roi_model.engine.cash_flow import Benefit, Claim, Cost, Outcome, Outcomes, People, Quantity, ValueKind
from roi_model.engine.draws import Draws
from roi_model.engine.intervention import Intervention
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline

from ._risk import at_most_everyone, risk_with


def model(p: Draws, t: Timeline) -> Outcomes:
    """Return what helping lonely older people costs and saves, by year."""
    helped = p.people_65_plus * p.lonely_share * p.coverage
    gained = p.loneliness_free_years / t.person_years(p.success_retention, p.measured_over_years)
    free_at_first = at_most_everyone(gained)
    free = helped * free_at_first * t.persisting(p.success_retention) * t.during(p.effect_years)
    depression = free * (risk_with(p.depression_odds_ratio, p.depression_prevalence) - p.depression_prevalence)
    onsets = free * (risk_with(p.dementia_odds_ratio, p.dementia_incidence) - p.dementia_incidence)
    dementia = t.stock(onsets, p.dementia_survival)
    dementia_care = dementia * p.dementia_cost
    dementia_care_nhs = dementia_care * p.nhs_share_of_dementia_cost
    treatment = helped * p.direct_nhs_saving_per_person * t.at_start
    lonely = Claim(Outcome.LONELINESS, People.OLDER_PEOPLE, free)
    illness = Claim(Outcome.DEPRESSION, People.OLDER_PEOPLE, depression)
    decline = Claim(Outcome.DEMENTIA, People.OLDER_PEOPLE, dementia)
    council, nhs = Sector.LOCAL_GOVERNMENT, Sector.NHS
    return Outcomes(
        quantities=(
            Quantity("People helped", helped * t.at_start, "people"),
            Quantity("Years free of loneliness", free, "person-years", lonely),
            Quantity("Depression averted", depression, "person-years", illness),
            Quantity("Dementia averted", dementia, "person-years", decline),
        ),
        costs=(Cost("Navigator or befriending service", helped * p.service_cost * t.at_start),),
        benefits=(
            Benefit("Health care of depression", nhs, ValueKind.CAPACITY, depression * p.nhs_cost_per_case, illness),
            Benefit("Social care of depression", council, ValueKind.CAPACITY, depression * p.la_cost_per_case, illness),
            Benefit("Health care of dementia", nhs, ValueKind.CAPACITY, dementia_care_nhs, decline),
            Benefit("Social care of dementia", council, ValueKind.CASH, dementia_care - dementia_care_nhs, decline),
            Benefit("GP visits", nhs, ValueKind.CAPACITY, free * p.gp_visits_averted * p.gp_visit_cost, lonely),
            Benefit("Treatment in the first year", nhs, ValueKind.CAPACITY, treatment, lonely),
        ),
    )


intervention = Intervention(
    name="loneliness",
    title="Loneliness in later life",
    population="People aged 65 or over who are lonely most of the time",
    comparator="No service that links lonely older people to groups and volunteering",
    model=model,
)
