"""The rules by which a pool's cost can be shared, and what a rule answers: shares, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from roi_model.analysis.estimate import Chance
from roi_model.analysis.pooling.partner import Partner
from roi_model.analysis.pooling.pool import Ledger
from roi_model.engine.cash_flow import Array


class Rule(StrEnum):
    """How the cost of a pool is shared; ``docs/methods.md`` defines each."""

    AS_TODAY = "as_today"
    BY_BENEFIT = "by_benefit"
    BY_CASH = "by_cash_benefit"
    EQUAL_RETURN = "equal_return"
    SHAPLEY = "shapley"
    NUCLEOLUS = "nucleolus"
    IN_CREDIT = "in_credit"
    EQUAL_CHANCE = "equal_chance"

    @property
    def label(self) -> str:
        """The rule's name as a reader sees it."""
        return LABELS[self]


LABELS = {
    Rule.AS_TODAY: "Payer as today",
    Rule.BY_BENEFIT: "In proportion to benefit",
    Rule.BY_CASH: "In proportion to cash benefit",
    Rule.EQUAL_RETURN: "Equal return",
    Rule.SHAPLEY: "Shapley value",
    Rule.NUCLEOLUS: "Nucleolus",
    Rule.IN_CREDIT: "Everyone in credit",
    Rule.EQUAL_CHANCE: "Equal chance",
}


class Reason(StrEnum):
    """Why a rule gives no shares."""

    NO_GAIN = "no_gain"  # no partner that can pay gains anything that the rule counts
    COSTS_MORE = "costs_more"  # it costs more than it brings those who can pay
    LOSES = "loses"  # a partner would lose too surely even if it paid nothing
    NOT_SURE = "not_sure"  # what each can surely carry does not add up to the cost
    TOO_MANY = "too_many"  # partners for the linear programmes


@dataclass(frozen=True)
class Shares:
    """What each partner pays of each programme, shape (programmes, partners).

    Each row adds up to 1, or to 0 where the programme costs nothing. None for what stands today,
    which may differ from year to year.
    """

    of_programmes: Array | None

    def contributions(self, ledger: Ledger) -> Array:
        """Return what each partner pays: base case, then draws; shape (partners, 1 + draws), in £."""
        shares = self.of_programmes
        if shares is None:
            return ledger.paid
        # Most rules share every programme alike; then the whole cost will do.
        alike = bool((shares == shares[0]).all())
        return np.outer(shares[0], ledger.whole_cost) if alike else shares.T @ ledger.costs


@dataclass(frozen=True)
class NoShares:
    """Why a rule gives no shares.

    Attributes
    ----------
    reason
        The kind of obstacle.
    partners
        Who stands in the way, if it is anyone in particular.
    short
        What is missing, in £ of the mean: of the gains of those who can pay, or of what they can
        surely carry.
    place
        Where it costs more than it brings; empty for the whole.
    best
        The highest chance of being in credit that all who pay can have.
    """

    reason: Reason
    partners: tuple[Partner, ...] = ()
    short: float = 0.0
    place: str = ""
    best: Chance | None = None
