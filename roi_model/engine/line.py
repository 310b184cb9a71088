"""From what an intervention reports to lines that each fall on one sector."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypedDict

import numpy as np

from roi_model.engine.analysis import AlsoCount
from roi_model.engine.cash_flow import Array, Claim, Cost, Outcome, Outcomes, People, ValueKind
from roi_model.engine.sector import Sector


class Flow(StrEnum):
    """What a line counts."""

    QUANTITY = "quantity"
    COST = "cost"
    BENEFIT = "benefit"
    TRANSFER = "transfer"
    QALY = "qaly"


@dataclass(frozen=True)
class Rival:
    """Who else claims what a line comes from: another intervention of the package, and the outcome both claim."""

    intervention: str
    outcome: Outcome


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
    outcome, people
        The outcome it comes from, and in whom; None where it comes from none that another could claim.
    taken_out
        Whether it takes out what another intervention of a package claims too.
    rivals
        Of a line that is taken out: who claims it too.
    intervention, place
        Whose line it is, where several stand together; otherwise empty.
    """

    flow: Flow
    label: str
    unit: str
    sector: Sector | None = None
    kind: ValueKind | None = None
    is_health: bool = False
    outcome: Outcome | None = None
    people: People | None = None
    taken_out: bool = False
    rivals: tuple[Rival, ...] = ()
    intervention: str = ""
    place: str = ""


@dataclass(frozen=True)
class Item:
    """A line with its amount by year, shape (draws, years), and the outcome it comes from, if any."""

    line: Line
    amount: Array
    claim: Claim | None = None

    def taken_out(self, share: Array, rivals: tuple[Rival, ...]) -> Item:
        """Return the line that takes out a share of this one, shape (draws, years) or one that fits it."""
        return Item(replace(self.line, taken_out=True, rivals=rivals), 0 - self.amount * share, self.claim)

    def weakened(self, effect: float) -> Item:
        """Return the line with a share of its effect; programme cost and people reached stay as they are."""
        if self.line.flow is Flow.COST or (self.line.flow is Flow.QUANTITY and self.claim is None):
            return self
        return replace(self, amount=self.amount * effect, claim=self.claim and self.claim.weakened(effect))


# Sector to its share of a cost in each year; the last share goes on for ever.
Payment = Mapping[Sector, tuple[float, ...]]


@dataclass(frozen=True)
class Payers:
    """Who pays the programme.

    Attributes
    ----------
    shares
        Sector to share of every cost line that is not named in ``lines``, in every year.
    lines
        Label of a cost line to who pays it, year by year.
    """

    shares: Mapping[Sector, float]
    lines: Mapping[str, Payment] = field(default_factory=dict)

    def parts(self, cost: Cost, axis: int = 1) -> Iterator[tuple[Sector, Array]]:
        """Yield what each payer pays of one cost line, shape (draws, years); ``axis`` is that of the years."""
        if cost.label not in self.lines:
            yield from ((sector, cost.amount * share) for sector, share in self.shares.items() if share)
            return
        years = cost.amount.shape[axis]
        for sector, shares in self.lines[cost.label].items():
            if any(shares):
                yearly = np.array([shares[min(year, len(shares) - 1)] for year in range(years)])
                yield sector, cost.amount * np.expand_dims(yearly, 1 - axis)


def itemise(
    outcomes: Outcomes, payers: Payers, also_count: AlsoCount, qaly_value: float, axis: int = 1
) -> Iterator[Item]:
    """Yield every line with its amount by year, in the shape in which the model returned it.

    Each cost is shared over the payers; a transfer is a loss to one sector and a gain to
    another. Wellbeing benefits are left out unless asked for; so is the value of QALYs.

    Parameters
    ----------
    outcomes
        What the model returned.
    payers
        Who pays the programme.
    also_count
        Non-market value to add to the benefits.
    qaly_value
        £ for one QALY, in the price year of the analysis.
    axis
        Along which axis the years run.
    """
    for quantity in outcomes.quantities:
        line = Line(Flow.QUANTITY, quantity.label, quantity.unit, **_from(quantity.claim))
        yield Item(line, quantity.amount, quantity.claim)
    for cost in outcomes.costs:
        for sector, part in payers.parts(cost, axis):
            yield Item(Line(Flow.COST, cost.label, "£", sector, ValueKind.CASH), part)
    for benefit in outcomes.benefits:
        if benefit.kind is not ValueKind.WELLBEING or also_count is AlsoCount.WELLBEING:
            line = Line(Flow.BENEFIT, benefit.label, "£", benefit.sector, benefit.kind, **_from(benefit.claim))
            yield Item(line, benefit.amount, benefit.claim)
    for transfer in outcomes.transfers:
        given = Line(Flow.TRANSFER, transfer.label, "£", transfer.giver, ValueKind.CASH, **_from(transfer.claim))
        # 0 − x, for −x of a transfer that is 0 would be written as −0.
        yield Item(given, 0 - transfer.amount, transfer.claim)
        yield Item(replace(given, sector=transfer.receiver), transfer.amount, transfer.claim)
    if outcomes.qalys is not None:
        named = _from(outcomes.qalys_claim)
        health = Line(Flow.QALY, "QALYs gained", "QALYs", is_health=True, **named)
        yield Item(health, outcomes.qalys, outcomes.qalys_claim)
        if also_count is AlsoCount.QALYS:
            label, sector = "QALYs gained, valued", Sector.INDIVIDUALS
            value = Line(Flow.BENEFIT, label, "£", sector, ValueKind.WELLBEING, is_health=True, **named)
            yield Item(value, outcomes.qalys * qaly_value, outcomes.qalys_claim)


class _Origin(TypedDict, total=False):
    outcome: Outcome
    people: People


def _from(claim: Claim | None) -> _Origin:
    """Return the outcome that a line comes from, and the people, as it is told of them."""
    return {} if claim is None else {"outcome": claim.outcome, "people": claim.people}
