"""What an intervention reports: quantities, costs, benefits and transfers, year by year, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from roi_model.engine.sector import Sector

Array = NDArray[np.float64]


class ValueKind(StrEnum):
    """What a benefit is made of; cash-only results count the first kind alone."""

    CASH = "cash"  # a budget line can shrink: fees, placements, prescriptions, tax received
    CAPACITY = "capacity"  # staff time, bed days and appointments freed
    OUTPUT = "output"  # earnings and productivity
    WELLBEING = "wellbeing"  # non-market values: intangible loss, monetised QALYs


class Outcome(StrEnum):
    """What can be averted or gained in people; two interventions may claim the same."""

    BULLYING = "bullying"
    CHILD_DISORDER = "mental-health problems of children"
    DEBT = "unmanageable debt"
    DEMENTIA = "dementia"
    DEPRESSION = "depression or anxiety"
    LONELINESS = "loneliness"
    SELF_HARM = "self-harm"
    SICKNESS_ABSENCE = "sickness absence"
    SUICIDE = "suicide"


class People(StrEnum):
    """A group of people in whom an outcome is claimed; ``engine.overlap`` says which groups share people."""

    ADULTS = "adults"
    PEOPLE_IN_WORK = "people in work"
    OLDER_PEOPLE = "people aged 65 or over"
    PUPILS_7_TO_10 = "pupils aged 7 to 10"
    PUPILS_YEAR_7 = "pupils in Year 7"
    RESIDENTS = "residents"


@dataclass(frozen=True)
class Claim:
    """Which outcome a benefit comes from, in whom, and how much of it is averted.

    Attributes
    ----------
    outcome, people
        What is averted, and in whom.
    amount
        How much, shape (draws, years), in the unit in which the burden of the outcome is known.
    through
        The claim that this one follows from, as absence from work follows from depression; or None.
    """

    outcome: Outcome
    people: People
    amount: Array
    through: Claim | None = None

    def weakened(self, effect: float) -> Claim:
        """Return the claim of a programme with a share of its effect."""
        through = self.through and self.through.weakened(effect)
        return Claim(self.outcome, self.people, self.amount * effect, through)


@dataclass(frozen=True)
class Quantity:
    """People, cases or years that a commissioner asks about.

    ``amount`` has shape (draws, years) and the unit named; years add up. ``claim`` says which
    outcome it counts, where it counts one.
    """

    label: str
    amount: Array
    unit: str
    claim: Claim | None = None


@dataclass(frozen=True)
class Cost:
    """A cost line of the programme: ``amount`` has shape (draws, years), in £, positive.

    Who pays is data, not code: the evidence file's ``payers`` share the line out.
    """

    label: str
    amount: Array


@dataclass(frozen=True)
class Benefit:
    """A cost avoided or a gain to one sector: ``amount`` has shape (draws, years), in £.

    ``claim`` is the outcome it comes from; without one it is never taken to overlap with another.
    """

    label: str
    sector: Sector
    kind: ValueKind
    amount: Array
    claim: Claim | None = None


@dataclass(frozen=True)
class Transfer:
    """Money that moves between sectors: in the sector tables, out of the societal total.

    ``amount`` has shape (draws, years), in £; ``giver`` loses what ``receiver`` gains.
    """

    label: str
    giver: Sector
    receiver: Sector
    amount: Array
    claim: Claim | None = None


@dataclass(frozen=True)
class Outcomes:
    """Everything one intervention does, against its comparator.

    The first quantity is the people reached. ``qalys`` has shape (draws, years), in
    quality-adjusted life years gained, or is None where the evidence gives none; ``qalys_claim``
    is the outcome they come from.
    """

    quantities: tuple[Quantity, ...]
    costs: tuple[Cost, ...]
    benefits: tuple[Benefit, ...]
    transfers: tuple[Transfer, ...] = ()
    qalys: Array | None = None
    qalys_claim: Claim | None = None
