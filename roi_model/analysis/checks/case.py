"""What the checks of a run share: a case to try changes on, and ways to compare two results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from roi_model.analysis.measures import View, net
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.engine.design import Design
from roi_model.engine.draws import Sampler
from roi_model.engine.evaluation import Results, evaluate
from roi_model.engine.line import Flow
from roi_model.engine.package import evaluate_package

CHECK_DRAWS = 200
MONEY = (Flow.COST, Flow.BENEFIT, Flow.TRANSFER)
GAINS = (Flow.BENEFIT, Flow.TRANSFER, Flow.QALY)
TOLERANCE = 1e-9  # of the largest amount: sums added in another order differ by less


@dataclass(frozen=True)
class Finding:
    """Whether what a check claims holds, or None where it does not apply, and what was found."""

    holds: bool | None
    detail: str


@dataclass(frozen=True)
class Probe:
    """A case that a check changes and evaluates again, at one time horizon.

    ``analysis`` has few draws, which ``sampler`` makes once for all checks; ``design`` is that of
    the run itself.
    """

    case: Case
    analysis: Analysis
    horizon: int
    design: Design
    sampler: Sampler

    def run(self, **values: float) -> Results:
        """Evaluate the case with some parameters known for certain."""
        return evaluate(self.known(values), self.analysis, (self.horizon,), sampler=self.sampler)

    def known(self, values: dict[str, float]) -> Case:
        """Return the case with some parameters known for certain."""
        parameters = self.case.parameters
        fixed = (parameters[name].fixed(value, "Set for a check.") for name, value in values.items())
        return self.case.with_parameters(parameters.replacing(*fixed))

    def under(self, **fields: object) -> Results:
        """Evaluate the case under other rules."""
        rules = replace(self.analysis, **fields)  # type: ignore[arg-type]
        same_draws = rules.design == self.analysis.design
        return evaluate(self.case, rules, (self.horizon,), sampler=self.sampler if same_draws else None)

    def without_effect(self, strength: float = 0.0) -> dict[str, float] | None:
        """Return the parameters that switch the effect off, or only weaken it; None where the file names none.

        Parameters
        ----------
        strength
            How much of the effect is left: 0 none, 1 all of it.
        """
        wanted: dict[str, float] = {}
        for name, value in self.case.description.no_effect.items():
            if name not in self.case.parameters:
                return None
            nothing = self.case.parameters[value].value if isinstance(value, str) else value
            wanted[name] = nothing + strength * (self.case.parameters[name].value - nothing)
            if isinstance(value, str):
                wanted[value] = nothing
        return wanted or None


def amounts(results: Results, *flows: Flow, discounted: bool = True) -> Array:
    """Return the totals of the lines of some kinds, shape (lines, 1 + draws): base case first."""
    time = "discounted" if discounted else "undiscounted"
    chosen = [number for number, line in enumerate(results.lines) if line.flow in flows]
    rows = [
        np.concatenate([getattr(results.base[n], time)[:, 0], getattr(results.simulated[n], time)[:, 0]])
        for n in chosen
    ]
    return np.stack(rows) if rows else np.zeros((0, 1 + results.analysis.draws))


def same(first: Array, second: Array, what: str = "difference") -> Finding:
    """Compare amounts of two runs, arrays of one shape, to a thousand-millionth of the largest of them."""
    if first.size == 0:
        return Finding(None, "There is no such line in this intervention.")
    difference = float(np.abs(first - second).max())
    scale = float(max(np.abs(first).max(), np.abs(second).max()))
    return Finding(bool(difference <= TOLERANCE * scale), f"Largest {what}: {_size(difference, scale)}.")


def nothing_in(amount: Array) -> Finding:
    """Whether every amount is exactly 0; an array of any shape."""
    largest = float(np.abs(amount).max()) if amount.size else 0.0
    return Finding(largest == 0, f"Largest amount: {largest:g}.")


def overlap(cases: Sequence[Case], analysis: Analysis, horizon: int) -> Finding:
    """Whether a package takes out and never adds, and does not depend on the order of its cases."""
    together = evaluate_package(cases, analysis, (horizon,))
    turned = evaluate_package(cases[::-1], analysis, (horizon,))
    taken = [
        totals.discounted[0, 0]
        for line, totals in zip(together.lines, together.base, strict=True)
        if line.taken_out and line.flow is Flow.BENEFIT
    ]
    order = same(net(together, View()).draws, net(turned, View()).draws)
    found = f"Taken out of the benefits: {in_pounds(-sum(taken))} over {horizon} years. {order.detail}"
    return Finding(bool(order.holds) and all(amount <= 0 for amount in taken), found)


def in_pounds(amount: float) -> str:
    """Write an amount of money to the pound."""
    return f"{'−' if amount <= -0.5 else ''}£{abs(amount):,.0f}"


def _size(difference: float, scale: float) -> str:
    return "0" if difference == 0 else f"{difference / scale:.0e} of the largest amount"
