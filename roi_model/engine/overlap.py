"""The overlap rule: when several interventions claim the same outcome in the same people, what is left of each claim.

Only arithmetic and numpy functions on arrays of shape (draws, years), like a model: a workbook can run it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from roi_model.engine.cash_flow import Array, Claim, Outcome, People
from roi_model.engine.line import Item, Rival
from roi_model.inputs.burden import burden

# Groups of people as the parts they are made of. Pupils of the two ages are children of different
# birth years, who are never the same child; residents are claimed for by one intervention alone.
PARTS: dict[People, tuple[str, ...]] = {
    People.ADULTS: ("in_work", "neither", "older"),
    People.PEOPLE_IN_WORK: ("in_work",),
    People.OLDER_PEOPLE: ("older",),
    People.PUPILS_7_TO_10: ("pupils_7_to_10",),
    People.PUPILS_YEAR_7: ("pupils_year_7",),
    People.RESIDENTS: ("residents",),
}

Figures = Mapping[str, Array]
Key = tuple[Outcome, People]
# What is left of an intervention's claims, as shares of each claim alone.
Left = Mapping[Key, Array]


def part_sizes(figures: Figures) -> dict[str, Array]:
    """Return how many people each part of the population holds, from a place's population figures.

    Everyone in work is taken to be an adult under 65: people of 16 and 17, and of 65 or over, in work are few.
    A figure that is not given counts as 0. Shape (1 or draws, 1) each.
    """
    none = np.zeros((1, 1))
    in_work = figures.get("residents_16_to_64", none) * figures.get("employment_rate", none)
    older = figures.get("people_65_plus", none)
    return {
        "in_work": in_work,
        "older": older,
        "neither": np.maximum(figures.get("adults", none) - in_work - older, 0),
        "pupils_7_to_10": figures.get("pupils_7_to_10", none),
        "pupils_year_7": figures.get("pupils_year_7", none),
        "residents": figures.get("residents", none),
    }


def contested(claims: Sequence[Sequence[Claim]]) -> set[Key]:
    """Return the outcomes and groups that at least two interventions claim in people they share.

    Parameters
    ----------
    claims
        The claims of each intervention.
    """
    found: set[Key] = set()
    for first, second in combinations(claims, 2):
        for one in first:
            for other in second:
                if _meet(one, other):
                    found |= {(one.outcome, one.people), (other.outcome, other.people)}
    return found


def rivals_of(claim: Claim | None, others: Mapping[str, Sequence[Claim]]) -> tuple[Rival, ...]:
    """Return who else claims an outcome, or one that it follows from, in people they share.

    Parameters
    ----------
    claim
        What is claimed.
    others
        Intervention to its claims.
    """
    found: dict[Rival, None] = {}
    while claim is not None:
        for name, made in others.items():
            if any(_meet(claim, other) for other in made):
                found[Rival(name, claim.outcome)] = None
        claim = claim.through
    return tuple(found)


def _meet(one: Claim, other: Claim) -> bool:
    """Whether two claims are on the same outcome in people they share."""
    return one.outcome is other.outcome and bool(set(PARTS[one.people]) & set(PARTS[other.people]))


def claims_of(items: Sequence[Item]) -> list[Claim]:
    """Return the distinct claims of one intervention's items, those they follow from among them."""
    found: dict[Key, Claim] = {}
    for item in items:
        claim = item.claim
        while claim is not None:
            found.setdefault(_key(claim), claim)
            claim = claim.through
    return list(found.values())


def contested_items(items: Sequence[Item], left: Left) -> Iterator[tuple[Item, Array]]:
    """Yield the items of one intervention that others claim too, with the share left of each."""
    for item in items:
        if item.claim is not None and _key(item.claim) in left:
            yield item, left[_key(item.claim)]


def shares_left(
    claims: Sequence[Sequence[Claim]], figures: Figures, burden_of: Callable[[str], float] = burden
) -> list[dict[Key, Array]]:
    """Return what is left of each intervention's claims when all are made at once, as shares of each claim alone.

    In each part g of the population the outcome has the burden B = people × burden a person. A claim a is spread
    over the parts of its group by their people. Each intervention leaves the share 1 − a/B, and together they leave
    the product, so that they avert B·(1 − Π(1 − a/B)). That is given back to them in proportion to their claims
    alone, where a claim of more than B counts as B. Limits: a single claim keeps all of itself; together they never
    avert more than B; two that would each avert all of it keep half each; a claim below 0, of an intervention that
    does harm in a draw, is left as it is and takes nothing from the others. The order does not matter. People reached
    by one are as likely as anyone else in the part to be reached by another.

    Parameters
    ----------
    claims
        The claims of each intervention.
    figures
        Population figures of the place, each of shape (1, 1).
    burden_of
        From an outcome's name to its burden, per person a year.

    Returns
    -------
    list of dict
        For each intervention, from outcome and group to the share left, shape (draws, years); only those contested.
    """
    wanted = contested(claims)
    sizes = part_sizes(figures)
    left: list[dict[Key, Array]] = [{} for _ in claims]
    # What follows from another claim is settled after it: days of absence go with the cases they came from.
    for follows in (False, True):
        for outcome in Outcome:
            level = [
                (number, claim, _before(claim, left[number]))
                for number, own in enumerate(claims)
                for claim in own
                if claim.outcome is outcome and _key(claim) in wanted
            ]
            if level and any(claim.through is not None for _, claim, _ in level) is follows:
                _settle(level, sizes, burden_of(outcome.value), left)
    for own, kept in zip(claims, left, strict=True):
        kept.update({_key(claim): _before(claim, kept) for claim in own if _only_follows(claim, kept)})
    return left


def _only_follows(claim: Claim, kept: Left) -> bool:
    """Whether a claim is not contested itself, but follows from one that is."""
    return _key(claim) not in kept and claim.through is not None and _key(claim.through) in kept


def _key(claim: Claim) -> Key:
    return claim.outcome, claim.people


def _before(claim: Claim, left: Left) -> Array:
    """Return what is left of this claim where that from which it follows has been settled."""
    whole = np.ones((1, 1))
    return whole if claim.through is None else left.get(_key(claim.through), whole)


def _settle(
    level: Sequence[tuple[int, Claim, Array]],
    sizes: Mapping[str, Array],
    burden_each: float,
    left: list[dict[Key, Array]],
) -> None:
    """Settle one outcome over all parts of the population, and write down what is left of each claim."""
    kept: dict[tuple[int, People], Array] = {}
    none = np.zeros((1, 1))
    groups = {claim.people: sum((sizes[part] for part in PARTS[claim.people]), none) for _, claim, _ in level}
    for part in dict.fromkeys(part for _, claim, _ in level for part in PARTS[claim.people]):
        here = [(number, claim, before) for number, claim, before in level if part in PARTS[claim.people]]
        # Of a claim spread over its group by people, this part's share of its burden is that of the whole group.
        averted = [claim.amount * before / _not_zero(groups[claim.people] * burden_each) for _, claim, before in here]
        shares = _shares_left(averted)
        for (number, claim, before), share in zip(here, shares, strict=True):
            weight = sizes[part] / _not_zero(groups[claim.people])
            key = number, claim.people
            kept[key] = kept.get(key, none) + weight * share * before
    for number, claim, _ in level:
        left[number][_key(claim)] = kept[number, claim.people]


def _shares_left(averted: Sequence[Array]) -> list[Array]:
    """Return what is left of each share of the burden averted alone, as a share of it.

    With g the share alone, kept between 0 and 1: (1 − Π(1 − g)) ÷ Σ g, times what g is of the claim; all of a claim
    of 0 or less.
    """
    claims = [np.greater(alone, 0) * 1.0 for alone in averted]
    counted = [np.minimum(np.maximum(alone, 0), 1) for alone in averted]
    covered, together = np.zeros((1, 1)), np.zeros((1, 1))
    for share in counted:
        # The same as 1 − Π(1 − g), without the loss of digits where g is small.
        covered = covered + share * (1 - covered)
        together = together + share
    nothing = np.equal(together, 0) * 1.0
    left = (covered + nothing) / (together + nothing)
    return [
        left * (share / (alone * claimed + (1 - claimed))) + (1 - claimed)
        for alone, share, claimed in zip(averted, counted, claims, strict=True)
    ]


def _not_zero(amount: Array) -> Array:
    """Return the amount, with 1 in the place of 0, so that a share of nothing is 0."""
    return amount + np.equal(amount, 0) * 1.0
