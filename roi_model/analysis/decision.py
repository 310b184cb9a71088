"""A choice between interventions, or none, for the same money: what each option costs and brings in every draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from roi_model.analysis.measures import View, benefits, costs, qalys
from roi_model.analysis.scenario import COVERAGE
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.engine.draws import Sampler
from roi_model.engine.evaluation import BLOCK, evaluate_at
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.refusal import InputError

NONE = "none"
Rows = NDArray[np.int64]
NOTHING_KNOWN = "Nothing is uncertain in this choice; give at least one parameter an interval."


@dataclass(frozen=True)
class Decision:
    """Which of these interventions, or none, to fund.

    With a budget, each option spends that money, no more and no less, in every draw: what is uncertain is how many
    people it reaches and what that brings. So its net benefit is budget × (net benefit ÷ programme cost), both of
    the same draw. Dividing by the *expected* cost would let an option spend above the budget in half of the draws.
    Where reaching every eligible person costs less than the budget, only that much is spent; the rest is kept, at
    £1 for £1. Costs and benefits grow in step with coverage, so the shares are exact.

    Without a budget, each option is the intervention at its own coverage.

    Attributes
    ----------
    cases
        The interventions; "none", which costs and brings nothing, is added as the first option.
    analysis
        Price year, discount schedule, draws and seed.
    horizon
        Time horizon in whole years, the same for all.
    view
        Whose net benefit counts. The budget is programme cost, whoever pays it.
    budget
        Present value of programme cost, in £; None for each at its own coverage.
    """

    cases: tuple[Case, ...]
    analysis: Analysis
    horizon: int
    view: View = field(default_factory=View)
    budget: float | None = None

    def __post_init__(self) -> None:
        if self.budget is not None and not (np.isfinite(self.budget) and self.budget > 0):
            raise InputError(f"The budget is £{self.budget:g}; it must be above 0.")
        if self.budget is None and len(self.cases) > 1:
            raise InputError(
                "A choice between interventions needs a budget that each would have; add one, such as --budget 1000000."
            )
        if self.analysis.correlation is not None:
            raise InputError("The value of information takes parameters as independent; leave out --correlate.")

    @property
    def names(self) -> tuple[str, ...]:
        """The options by name, "none" first."""
        return (NONE, *(case.intervention.name for case in self.cases))

    @property
    def titles(self) -> tuple[str, ...]:
        """The options as a reader sees them, "None of them" first."""
        return ("None of them", *(case.intervention.title for case in self.cases))

    @cached_property
    def funded(self) -> tuple[Case, ...]:
        """The interventions as they are evaluated: for all the eligible, where money decides how many are reached."""
        if self.budget is None:
            return self.cases
        return tuple(_for_everyone(case) for case in self.cases)

    def sums(self, number: int, columns: Mapping[str, Array], draws: int) -> OptionSums:
        """Return what one intervention costs and brings at given values of its parameters.

        Parameters
        ----------
        number
            Its place among ``cases``.
        columns
            From parameter name to values, shape (draws, 1) or (1, 1).
        draws
            How many values each column holds.
        """
        blocks = [
            self._block(number, _rows(columns, start, min(start + BLOCK, draws)), min(BLOCK, draws - start))
            for start in range(0, draws, BLOCK)
        ]
        return OptionSums(*(np.concatenate([getattr(b, part) for b in blocks]) for part in OptionSums.PARTS))

    def _block(self, number: int, columns: Mapping[str, Array], draws: int) -> OptionSums:
        results = evaluate_at(self.funded[number], self.analysis, (self.horizon,), columns, draws)
        whole = View(discounted=self.view.discounted)
        programme = costs(results, whole).draws[:, 0]
        share = np.ones(draws)
        if self.budget is not None:
            np.divide(self.budget, programme, out=share, where=programme > self.budget)
        return OptionSums(
            share * programme,
            share * costs(results, self.view).draws[:, 0],
            share * benefits(results, self.view).draws[:, 0],
            share * qalys(results, discounted=self.view.discounted).draws[:, 0],
        )


@dataclass(frozen=True)
class OptionSums:
    """What one option comes to in every draw, each of shape (draws,).

    Attributes
    ----------
    spent
        Programme cost, whoever pays it, in £.
    cost, benefit
        What the view's sectors pay and gain, in £.
    qalys
        QALYs gained by everyone; 0 where they are not known.
    """

    PARTS = ("spent", "cost", "benefit", "qalys")

    spent: Array
    cost: Array
    benefit: Array
    qalys: Array


@dataclass(frozen=True)
class Unknown:
    """One uncertain parameter of a choice: a stream of draws, the same in every option that reads it.

    Attributes
    ----------
    name
        The stream's name: of a shared parameter ``weekly_pay``, of any other ``debt_advice.advice_cost``.
    parameters
        From an intervention's place among the cases to its parameters with that stream.
    """

    name: str
    parameters: Mapping[int, tuple[Parameter, ...]]

    @property
    def first(self) -> Parameter:
        """The parameter that gives it its label and unit."""
        return next(iter(self.parameters.values()))[0]


def unknowns_of(cases: Sequence[Case]) -> tuple[Unknown, ...]:
    """Return what is uncertain in a choice between cases, a stream once, in the order of the evidence files.

    Raises
    ------
    InputError
        When nothing is.
    """
    found: dict[str, dict[int, tuple[Parameter, ...]]] = {}
    for number, case in enumerate(cases):
        for parameter in case.parameters:
            if parameter.is_uncertain:
                members = found.setdefault(parameter.stream, {})
                members[number] = (*members.get(number, ()), parameter)
    if not found:
        raise InputError(NOTHING_KNOWN)
    return tuple(Unknown(name, members) for name, members in found.items())


@dataclass(frozen=True)
class SimulatedDecision:
    """A choice with its draws.

    Attributes
    ----------
    decision
        The choice.
    unknowns
        What is uncertain, in the order of the columns of ``inputs``.
    columns
        Of each intervention, from parameter name to its draws.
    options
        What each intervention comes to.
    """

    decision: Decision
    unknowns: tuple[Unknown, ...]
    columns: tuple[Mapping[str, Array], ...]
    options: tuple[OptionSums, ...]

    @cached_property
    def net(self) -> Array:
        """Net benefits in £, shape (draws, options); the first option, none, is 0."""
        return _beside_none([sums.benefit - sums.cost for sums in self.options])

    @cached_property
    def inputs(self) -> Array:
        """Draws of what is uncertain, shape (draws, unknowns); a stream's values are those of its first parameter."""
        firsts = [(next(iter(unknown.parameters)), unknown.first.name) for unknown in self.unknowns]
        return np.concatenate([self.columns[number][name] for number, name in firsts], axis=1)

    @cached_property
    def reads(self) -> NDArray[np.bool_]:
        """Which options read which unknown, shape (unknowns, options)."""
        interventions = range(len(self.options))
        rows = [[False, *(number in unknown.parameters for number in interventions)] for unknown in self.unknowns]
        return np.array(rows)

    def net_at(self, known: Sequence[int], known_rows: Rows, other_rows: Rows) -> Array:
        """Return net benefits, shape (rows, options), of draws put together from two.

        Parameters
        ----------
        known
            Numbers of the unknowns that take their values from ``known_rows``; all others take theirs from
            ``other_rows``. An option that reads none of them has its mean.
        known_rows, other_rows
            Numbers of draws.
        """
        streams = {self.unknowns[number].name for number in known}
        net = np.broadcast_to(self.net.mean(axis=0), (known_rows.size, self.net.shape[1])).copy()
        for number in np.flatnonzero(self.reads[list(known), 1:].any(axis=0)):
            rows = {
                parameter.name: known_rows if parameter.stream in streams else other_rows
                for parameter in self.decision.funded[number].parameters
                if parameter.is_uncertain
            }
            columns = {name: self.columns[number][name][chosen] for name, chosen in rows.items()}
            sums = self.decision.sums(int(number), columns, known_rows.size)
            net[:, number + 1] = sums.benefit - sums.cost
        return net


def simulate(decision: Decision) -> SimulatedDecision:
    """Evaluate every option of a choice on the same draws."""
    unknowns = unknowns_of(decision.funded)
    draws = decision.analysis.draws
    sampler = Sampler(decision.analysis.design)
    columns = tuple(sampler.columns(case.parameters, 0, draws) for case in decision.funded)
    options = tuple(decision.sums(number, each, draws) for number, each in enumerate(columns))
    return SimulatedDecision(decision, unknowns, columns, options)


def _for_everyone(case: Case) -> Case:
    coverage = case.parameters[COVERAGE]
    if coverage.is_uncertain:
        raise InputError(
            f"coverage of {case.intervention.name} has an interval, but a budget decides it; leave it out."
        )
    return case.with_parameters(case.parameters.replacing(coverage.fixed(coverage.allowed[1], "Set by the budget.")))


def _rows(columns: Mapping[str, Array], start: int, stop: int) -> dict[str, Array]:
    return {name: column if column.shape[0] == 1 else column[start:stop] for name, column in columns.items()}


def _beside_none(parts: Sequence[Array]) -> Array:
    return np.column_stack([np.zeros_like(parts[0]), *parts])
