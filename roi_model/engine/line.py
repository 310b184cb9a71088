"""From what an intervention reports to lines that each fall on one sector."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from roi_model.engine.analysis import AlsoCount
from roi_model.engine.cash_flow import Array, Outcomes, ValueKind
from roi_model.engine.sector import Sector


class Flow(StrEnum):
    """What a line counts."""

    QUANTITY = "quantity"
    COST = "cost"
    BENEFIT = "benefit"
    TRANSFER = "transfer"
    QALY = "qaly"


@dataclass(frozen=True)
class Line:
    """One line of the results: a quantity, or money that falls on one sector.

    Attributes
    ----------
    flow
        What it counts.
    label
        What a reader calls it.
    unit
        £ for money, or the unit of the quantity.
    sector, kind
        On whom it falls and what it is made of; None for quantities and QALYs.
    is_health
        Whether it is discounted at the rate for health.
    """

    flow: Flow
    label: str
    unit: str
    sector: Sector | None = None
    kind: ValueKind | None = None
    is_health: bool = False


def itemise(
    outcomes: Outcomes, payers: Mapping[Sector, float], also_count: AlsoCount, qaly_value: float
) -> Iterator[tuple[Line, Array]]:
    """Yield every line with its amount by year, shape (draws, years).

    Each cost is shared over the payers; a transfer is a loss to one sector and a gain to
    another. Wellbeing benefits are left out unless asked for; so is the value of QALYs.

    Parameters
    ----------
    outcomes
        What the model returned.
    payers
        Who pays the programme: sector to share.
    also_count
        Non-market value to add to the benefits.
    qaly_value
        £ for one QALY, in the price year of the analysis.
    """
    for quantity in outcomes.quantities:
        yield Line(Flow.QUANTITY, quantity.label, quantity.unit), quantity.amount
    for cost in outcomes.costs:
        for sector, share in payers.items():
            if share:
                yield Line(Flow.COST, cost.label, "£", sector, ValueKind.CASH), cost.amount * share
    for benefit in outcomes.benefits:
        if benefit.kind is not ValueKind.WELLBEING or also_count is AlsoCount.WELLBEING:
            yield Line(Flow.BENEFIT, benefit.label, "£", benefit.sector, benefit.kind), benefit.amount
    for transfer in outcomes.transfers:
        # 0 − x, for −x of a transfer that is 0 would be written as −0.
        yield Line(Flow.TRANSFER, transfer.label, "£", transfer.giver, ValueKind.CASH), 0 - transfer.amount
        yield Line(Flow.TRANSFER, transfer.label, "£", transfer.receiver, ValueKind.CASH), transfer.amount
    if outcomes.qalys is not None:
        yield Line(Flow.QALY, "QALYs gained", "QALYs", is_health=True), outcomes.qalys
        if also_count is AlsoCount.QALYS:
            value = Line(
                Flow.BENEFIT, "QALYs gained, valued", "£", Sector.INDIVIDUALS, ValueKind.WELLBEING, is_health=True
            )
            yield value, outcomes.qalys * qaly_value
