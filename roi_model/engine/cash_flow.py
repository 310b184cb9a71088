"""What an intervention reports: quantities, costs, benefits and transfers, year by year."""

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


@dataclass(frozen=True)
class Quantity:
    """People, cases or years that a commissioner asks about.

    ``amount`` has shape (draws, years) and the unit named; years add up.
    """

    label: str
    amount: Array
    unit: str


@dataclass(frozen=True)
class Cost:
    """A cost line of the programme: ``amount`` has shape (draws, years), in £, positive.

    Who pays is data, not code: the evidence file's ``payers`` share the line out.
    """

    label: str
    amount: Array


@dataclass(frozen=True)
class Benefit:
    """A cost avoided or a gain to one sector: ``amount`` has shape (draws, years), in £."""

    label: str
    sector: Sector
    kind: ValueKind
    amount: Array


@dataclass(frozen=True)
class Transfer:
    """Money that moves between sectors: in the sector tables, out of the societal total.

    ``amount`` has shape (draws, years), in £; ``giver`` loses what ``receiver`` gains.
    """

    label: str
    giver: Sector
    receiver: Sector
    amount: Array


@dataclass(frozen=True)
class Outcomes:
    """Everything one intervention does, against its comparator.

    The first quantity is the people reached. ``qalys`` has shape (draws, years), in
    quality-adjusted life years gained, or is None where the evidence gives none.
    """

    quantities: tuple[Quantity, ...]
    costs: tuple[Cost, ...]
    benefits: tuple[Benefit, ...]
    transfers: tuple[Transfer, ...] = ()
    qalys: Array | None = None
