"""Debt advice in primary care.

Adults with unmanageable debt meet an adviser face to face in or near their general practice.
Advice raises the chance that the debt becomes manageable; people whose debt is resolved are
less likely to become depressed or anxious; each case averted spares care and earnings, and
each debt resolved spares legal and housing costs.

An averted case would have faded at the rate of untreated depression, so the effect fades with
it. The risk difference is an association (Skapinakis 2006, as the 2011 report used it) and the
one trial of offering advice found no effect on debt: see the preset ``trial-null``.
"""

from __future__ import annotations

from roi_model.engine.cash_flow import Benefit, Claim, Cost, Outcome, Outcomes, People, Quantity, ValueKind
from roi_model.engine.draws import Draws
from roi_model.engine.intervention import Intervention
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline

from ._earnings import shared_with_exchequer, welfare_saved


def model(p: Draws, t: Timeline) -> Outcomes:
    """Return what advising people in debt costs and saves, by year."""
    clients = p.adults * p.over_indebted * p.coverage
    resolved = clients * (p.resolved_with_advice - p.resolved_without_advice)
    averted = resolved * (p.risk_in_debt - p.risk_otherwise) * t.persisting(p.effect_persistence)
    debts = Claim(Outcome.DEBT, People.ADULTS, resolved * t.at_start)
    cases = Claim(Outcome.DEPRESSION, People.ADULTS, averted)
    return Outcomes(
        quantities=(
            Quantity("People advised", clients * t.at_start, "people"),
            Quantity("Debts made manageable", debts.amount, "people", debts),
            Quantity("Depression or anxiety averted", averted, "person-years", cases),
        ),
        costs=(Cost("Debt advice", clients * p.advice_cost * t.at_start),),
        benefits=(
            Benefit("Health care", Sector.NHS, ValueKind.CAPACITY, averted * p.nhs_cost_per_case, cases),
            Benefit("Social care", Sector.LOCAL_GOVERNMENT, ValueKind.CAPACITY, averted * p.la_cost_per_case, cases),
            *shared_with_exchequer(averted * p.lost_earnings_per_case, p.tax_share, cases),
            Benefit(
                "Legal and housing costs",
                Sector.LOCAL_GOVERNMENT,
                ValueKind.CASH,
                debts.amount * p.legal_saving_per_resolved_debt,
                debts,
            ),
        ),
        transfers=(welfare_saved(cases, p.welfare_payments_per_case),),
    )


intervention = Intervention(
    name="debt_advice",
    title="Debt advice",
    population="Adults aged 18 or over with unmanageable debt",
    comparator="No advice offered in primary care",
    model=model,
)
