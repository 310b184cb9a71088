"""Who pays one cost line: shares or amounts for each partner, year by year, checked to add up to the cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.evaluation import evaluate_at
from roi_model.engine.line import Flow, Payment
from roi_model.engine.sector import Sector
from roi_model.inputs.refusal import InputError, unknown

ROUNDING = 1e-9  # of shares


@dataclass(frozen=True)
class Split:
    """Who pays a cost line, or every cost line of an intervention.

    Attributes
    ----------
    target
        What is split, as the user names it: an intervention, a cost line, or both as INTERVENTION.LINE.
    parts
        Sector to what it pays: year by year, or one number. Shares of a year's cost, of which the
        last goes on for ever; or amounts in £ of the price year, of which a single one is for the
        whole time horizon.
    rest
        The sector that pays whatever the others leave, or None.
    in_pounds
        Whether the parts are amounts.
    """

    target: str
    parts: Mapping[Sector, tuple[float, ...]]
    rest: Sector | None = None
    in_pounds: bool = False

    def __post_init__(self) -> None:
        if not self.parts and self.rest is None:
            raise InputError(f"{self._name} names no sector.")
        for sector, given in self.parts.items():
            if not given or min(given) < 0:
                least = f"{min(given):g}" if given else "not given"
                raise InputError(f"What {sector} pays of {self.target} is {least}; it must be 0 or more.")
        if not self.in_pounds:
            self._check_shares()

    @property
    def years(self) -> int:
        """How many years the parts are given for."""
        return max((len(given) for given in self.parts.values()), default=1)

    def payment(self, cost: Array) -> Payment:
        """Return who pays what share in each year.

        Parameters
        ----------
        cost
            The cost of each year in the base case, not discounted, shape (years,).

        Raises
        ------
        InputError
            When more years are given than the horizon has, or the parts do not add up to the cost.

        Examples
        --------
        >>> Split("debt_advice", {Sector.NHS: (30.0,)}, Sector.EDUCATION, in_pounds=True).payment(np.array([120.0, 0]))
        {<Sector.NHS: 'nhs'>: (0.25,), <Sector.EDUCATION: 'education'>: (0.75,)}
        """
        if self.years > cost.size:
            raise InputError(f"{self._name} is given for {self.years} years; the time horizon is {cost.size}.")
        given = self._amount_shares(cost) if self.in_pounds else self._given_shares()
        return {sector: given[sector] for sector in Sector if sector in given}

    @property
    def _name(self) -> str:
        return f"The split of {self.target}"

    def _table(self) -> Array:
        """Return the parts by year, shape (sectors named, years)."""
        rows = [[given[min(year, len(given) - 1)] for year in range(self.years)] for given in self.parts.values()]
        return np.array(rows, dtype=float).reshape(len(rows), self.years)

    def _check_shares(self) -> None:
        for year, left in enumerate(1 - self._table().sum(axis=0)):
            if left < -ROUNDING or (self.rest is None and left > ROUNDING):
                when = f" in year {year + 1}" if self.years > 1 else ""
                raise InputError(
                    f"{self._name} adds up to {1 - left:.6g} of the cost{when}; it must add up to 1 "
                    f"(difference {-left:+.6g})."
                )

    def _given_shares(self) -> dict[Sector, tuple[float, ...]]:
        shares = self._table()
        return self._with_rest(shares, np.maximum(1 - shares.sum(axis=0), 0))

    def _amount_shares(self, cost: Array) -> dict[Sector, tuple[float, ...]]:
        amounts = self._table()
        if len({len(given) for given in self.parts.values()}) > 1:
            raise InputError(f"{self._name} gives some sectors more years than others; give all the same years.")
        if not cost.any():
            raise InputError(f"{self.target} costs nothing in the base case; split it by shares, not by amounts.")
        whole = self.years == 1
        wanted = np.array([cost.sum()]) if whole else cost
        amounts = np.pad(amounts, ((0, 0), (0, wanted.size - amounts.shape[1])))
        left = wanted - amounts.sum(axis=0)
        # The cost and every amount may be rounded to the pound.
        allowed = min(1.0 + len(self.parts), 0.01 * float(cost.sum()))
        for year, difference in enumerate(left):
            if difference < -allowed or (self.rest is None and difference > allowed):
                when = f"over {cost.size} years" if whole else f"in year {year + 1}"
                raise InputError(self._unequal(wanted[year], difference, when if cost.size > 1 else "in year 1"))
        rest = np.maximum(left, 0) if self.rest else np.zeros_like(left)
        paid = amounts.sum(axis=0) + rest
        # A year that costs nothing is shared as the years together are.
        shares = np.where(paid > 0, amounts, amounts.sum(axis=1, keepdims=True))
        rest, paid = np.where(paid > 0, rest, rest.sum()), np.where(paid > 0, paid, paid.sum())
        return self._with_rest(shares / paid, rest / paid)

    def _unequal(self, cost: float, difference: float, when: str) -> str:
        over = "too much" if difference < 0 else "that nobody pays"
        return (
            f"{self._name} adds up to £{cost - difference:,.0f} {when}; the cost in the base case is £{cost:,.0f}, "
            f"not discounted, so there is £{abs(difference):,.0f} {over}."
        )

    def _with_rest(self, shares: Array, rest: Array) -> dict[Sector, tuple[float, ...]]:
        rows = [*zip(self.parts, shares, strict=True), *([(self.rest, rest)] if self.rest else [])]
        return {sector: tuple(map(float, row)) for sector, row in rows}


def with_splits(
    cases: Sequence[Case], splits: Sequence[Split], analysis: Analysis, horizon: int | None = None
) -> tuple[Case, ...]:
    """Return the cases with who pays their cost lines; later splits win.

    Amounts are of the base-case cost of the intervention in all its places together. They become
    shares, so that in every draw the partners bear what it costs more or less in the same proportions.

    Parameters
    ----------
    cases
        What is run: an intervention in one place or several.
    splits
        Who pays which cost line.
    analysis
        Its price year is that of the amounts.
    horizon
        Whole years; None for the published one of each intervention.

    Raises
    ------
    InputError
        When there is no such intervention or cost line here, or a split does not add up.
    """
    chosen = tuple(cases)
    costs = [_costs(case, analysis, horizon) for case in chosen] if splits else []
    for split in splits:
        payments = _payments(split, chosen, costs)
        chosen = tuple(
            replace(case, payments={**case.payments, **payments[case.intervention.name]})
            if case.intervention.name in payments
            else case
            for case in chosen
        )
    return chosen


def split_pairs(
    pairs: Sequence[tuple[Case, Case]], splits: Sequence[Split], analysis: Analysis, horizon: int | None = None
) -> tuple[tuple[Case, Case], ...]:
    """Return each case and its evidence case beside it with the same people paying; see `with_splits`."""
    chosen = with_splits([case for case, _ in pairs], splits, analysis, horizon)
    besides = [beside for _, beside in pairs]
    return tuple((case, replace(beside, payments=case.payments)) for case, beside in zip(chosen, besides, strict=True))


def _costs(case: Case, analysis: Analysis, horizon: int | None) -> dict[str, Array]:
    """Return each cost line's base case by year, not discounted, shape (years,)."""
    years = horizon or case.description.published.horizon
    results = evaluate_at(case, analysis, (years,), {}, 1)
    costs: dict[str, Array] = {}
    for line, amounts in zip(results.lines, results.base_yearly, strict=True):
        if line.flow is Flow.COST:
            costs[line.label] = costs.get(line.label, np.zeros(years)) + amounts
    return costs


def _payments(
    split: Split, cases: Sequence[Case], costs: Sequence[Mapping[str, Array]]
) -> dict[str, dict[str, Payment]]:
    """Return intervention to label of a cost line to who pays it."""
    known = {case.intervention.name: list(lines) for case, lines in zip(cases, costs, strict=True)}
    found = {}
    for name, labels in _meant(split.target, known).items():
        own = [lines for case, lines in zip(cases, costs, strict=True) if case.intervention.name == name]
        payment = split.payment(np.sum([lines[label] for lines in own for label in labels], axis=0))
        found[name] = dict.fromkeys(labels, payment)
    return found


def _meant(target: str, known: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return the interventions that a target means, each with the labels of its cost lines."""
    first, dot, label = target.partition(".")
    if first in known:
        labels = _matching(label, known[first]) if dot else known[first]
        if not labels:
            raise unknown("cost line", label.strip(), known[first], f"in {first}")
        return {first: labels}
    if first in INTERVENTION_NAMES:
        raise InputError(f"The cost of {first} is split, but that is not run here.")
    found = {name: matching for name, labels in known.items() if (matching := _matching(target, labels))}
    if found:
        return found
    if dot:
        raise unknown("intervention", first, INTERVENTION_NAMES)
    every = [*INTERVENTION_NAMES, *(label for labels in known.values() for label in labels)]
    raise unknown("intervention or cost line", target, every)


def _matching(label: str, labels: Iterable[str]) -> list[str]:
    return [one for one in labels if one.casefold() == label.strip().casefold()]
