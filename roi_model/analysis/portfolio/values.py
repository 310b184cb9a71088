"""What each candidate of a portfolio costs and brings at full coverage, in every draw, and what overlap takes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from roi_model.analysis.portfolio.problem import Problem
from roi_model.engine.cash_flow import Array, Claim
from roi_model.engine.overlap import shares_left


@dataclass(frozen=True)
class Worth:
    """One figure of each candidate at full coverage, in every draw.

    Attributes
    ----------
    gains
        What grows with the effect, shape (draws, candidates).
    costs
        What is paid, and grows with coverage, shape (draws, candidates).
    """

    gains: Array
    costs: Array

    def mean(self) -> Worth:
        """Return the means of the draws, as one draw."""
        return Worth(self.gains.mean(axis=0, keepdims=True), self.costs.mean(axis=0, keepdims=True))

    def at(self, coverage: Array, effective: Array) -> Array:
        """Return the figure of a package at these coverages, without overlap, shape (draws,)."""
        return self.gains @ effective - self.costs @ coverage


@dataclass(frozen=True)
class Stake:
    """What an aim has at stake in one claim of one candidate, by year, so that a share of it can be taken out.

    ``amounts`` has shape (aims, draws, years): discounted as the aim asks for.
    """

    candidate: int
    claim: Claim
    amounts: Array


@dataclass(frozen=True)
class Values:
    """Everything that choosing needs of a problem's candidates, at full coverage.

    Costs and benefits of the models grow in step with coverage, so these numbers serve every coverage.

    Attributes
    ----------
    problem
        The question.
    worths
        The aim's worth, then each floor's.
    spending
        Programme cost that each budget counts, shape (draws, candidates).
    cost
        The whole programme cost, present value, whoever pays it, shape (draws, candidates).
    claims
        Of each candidate, what it claims.
    stakes
        What is at stake in claims that others may make too.
    """

    problem: Problem
    worths: tuple[Worth, ...]
    spending: tuple[Array, ...]
    cost: Array
    claims: tuple[tuple[Claim, ...], ...]
    stakes: tuple[Stake, ...]

    @property
    def aim(self) -> Worth:
        """What the aim gains and pays."""
        return self.worths[0]

    @cached_property
    def means(self) -> tuple[Worth, ...]:
        """The means of the draws of each worth: the aim's, then each floor's."""
        return tuple(worth.mean() for worth in self.worths)

    @cached_property
    def mean_spending(self) -> Array:
        """The means of the draws of what each budget counts, shape (budgets, candidates)."""
        shape = (len(self.spending), len(self.problem.candidates))
        return np.array([spent.mean(axis=0) for spent in self.spending]).reshape(shape)

    @cached_property
    def few(self) -> Values:
        """The same with every so many draws, about 200: for directions, not for results."""
        step = max(1, self.aim.gains.shape[0] // 200)
        return replace(
            self,
            worths=tuple(Worth(worth.gains[::step], worth.costs[::step]) for worth in self.worths),
            spending=tuple(spent[::step] for spent in self.spending),
            cost=self.cost[::step],
            claims=tuple(tuple(_thinned(claim, step) for claim in own) for own in self.claims),
            stakes=tuple(
                replace(stake, claim=_thinned(stake.claim, step), amounts=stake.amounts[:, ::step])
                for stake in self.stakes
            ),
        )

    def effective(self, coverage: Array) -> Array:
        """Return the effective coverage of each candidate, shape (candidates,), from the coverage it runs at."""
        pairs = zip(self.problem.candidates, coverage, strict=True)
        return np.array([candidate.effective(float(share)) for candidate, share in pairs])

    def taken_out(self, effective: Array, place: int | None = None) -> Array:
        """Return what overlap takes out of the aim and of each floor, in all places or one, shape (aims, draws)."""
        lost = np.zeros((len(self.worths), self.aim.gains.shape[0]))
        for number in range(len(self.problem.places)) if place is None else [place]:
            funded = [member for member in self._members[number] if effective[member] > 0]
            for stake, share in self._lost(number, funded, effective):
                lost += effective[stake.candidate] * (stake.amounts * share).sum(axis=2)
        return lost

    def lost_shares(self, effective: Array) -> Array:
        """Return the mean of what overlap takes out of each stake in the aim, for full coverage, shape (stakes,)."""
        found = {id(stake): 0.0 for stake in self.stakes}
        for number, members in enumerate(self._members):
            for stake, share in self._lost(number, members, effective):
                found[id(stake)] = float((stake.amounts[0] * share).sum()) / self.aim.gains.shape[0]
        return np.array(list(found.values()))

    def _lost(self, place: int, members: Sequence[int], effective: Array) -> Iterator[tuple[Stake, Array]]:
        """Yield the stakes of a place of which something is taken out, with the share, shape (draws, years)."""
        stakes = [stake for stake in self.stakes if stake.candidate in members]
        if len({stake.candidate for stake in stakes}) < 2:
            return
        claims = [[claim.weakened(float(effective[member])) for claim in self.claims[member]] for member in members]
        figures = self._figures[place]
        left = dict(zip(members, shares_left(claims, figures), strict=True))
        for stake in stakes:
            kept = left[stake.candidate].get((stake.claim.outcome, stake.claim.people))
            if kept is not None:
                yield stake, 1 - kept

    def figures(self, coverage: Array) -> Array:
        """Return the aim and each floor's net of a package in every draw, with overlap, shape (aims, draws)."""
        effective = self.effective(coverage)
        return np.array([worth.at(coverage, effective) for worth in self.worths]) - self.taken_out(effective)

    def mean_figures(self, coverage: Array) -> Array:
        """Return the means of the draws of the same, shape (aims,)."""
        effective = self.effective(coverage)
        alone = np.array([float(worth.at(coverage, effective)[0]) for worth in self.means])
        return alone - self.taken_out(effective).mean(axis=1)

    @cached_property
    def overlap_only_lowers(self) -> bool:
        """Whether taking out a claim never raises the aim, in any draw: then leaving overlap out is an upper bound."""
        return not any(((stake.amounts[0] < 0) & (stake.claim.amount > 0)).any() for stake in self.stakes)

    def members(self, place: int) -> list[int]:
        """Return the candidates of a place, by its number among the places."""
        return self._members[place]

    @cached_property
    def _members(self) -> list[list[int]]:
        areas = [candidate.case.area.name for candidate in self.problem.candidates]
        return [[n for n, area in enumerate(areas) if area == name] for name in self.problem.places]

    @cached_property
    def _figures(self) -> list[dict[str, Array]]:
        areas = {candidate.case.area.name: candidate.case.area for candidate in self.problem.candidates}
        return [{key: np.array([[value]]) for key, value in areas[n].figures.items()} for n in self.problem.places]


def _thinned(claim: Claim, step: int) -> Claim:
    amount = claim.amount if claim.amount.shape[0] == 1 else claim.amount[::step]
    return replace(claim, amount=amount, through=claim.through and _thinned(claim.through, step))
