"""Collaborative care for depression with a long-term physical condition.

Adults with diabetes or coronary heart disease who are also depressed have a case manager, a brief
psychological treatment and joint reviews with their practice nurse, instead of the usual care of
their general practice. They live more time free of depression over the two years that the trials
followed them; each depression-free year spares health and social care and keeps some earnings, and
is a gain in quality of life.

The weakest links: the depression-free years are derived from a small and uncertain QALY gain; the
unit cost of a year of depression is an average over all ages and assumes that a year free of it
saves that cost, while every trial in the United Kingdom found higher, not lower, NHS cost; and
few people of this age and health are in work, so the share of lost earnings is a judgement.
"""

from __future__ import annotations

from roi_model.engine.cash_flow import Benefit, Claim, Cost, Outcome, Outcomes, People, Quantity, ValueKind
from roi_model.engine.draws import Draws
from roi_model.engine.intervention import Intervention
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline

from ._earnings import shared_with_exchequer, welfare_saved


def model(p: Draws, t: Timeline) -> Outcomes:
    """Return what collaborative care costs, saves and gains in quality of life, by year."""
    patients = p.adults * p.ltc_prevalence * p.depression_in_ltc * p.coverage
    free_each_year = p.depression_free_years / p.measured_over_years
    free = patients * free_each_year * t.during(p.measured_over_years)
    depression = Claim(Outcome.DEPRESSION, People.ADULTS, free)
    return Outcomes(
        quantities=(
            Quantity("People treated", patients * t.at_start, "people"),
            Quantity("Depression-free years", free, "person-years", depression),
        ),
        costs=(Cost("Collaborative care", patients * p.care_cost * t.at_start),),
        benefits=(
            Benefit("Health care", Sector.NHS, ValueKind.CAPACITY, free * p.nhs_cost_per_case, depression),
            Benefit("Social care", Sector.LOCAL_GOVERNMENT, ValueKind.CAPACITY, free * p.la_cost_per_case, depression),
            *shared_with_exchequer(free * p.lost_earnings_per_case * p.earnings_share, p.tax_share, depression),
        ),
        transfers=(welfare_saved(depression, p.welfare_payments_per_case),),
        qalys=free * p.utility_gain,
        qalys_claim=depression,
    )


intervention = Intervention(
    name="collaborative_care",
    title="Collaborative care",
    population="Adults aged 18 or over with diabetes or coronary heart disease and depression",
    comparator="Usual care by the general practice",
    model=model,
)
