"""Running a model on cells: the same function that the engine runs, and what it calls its quantities."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from types import FrameType

import numpy as np

from roi_model.engine.analysis import AlsoCount
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array, Cost, Outcomes
from roi_model.engine.draws import Draws
from roi_model.engine.intervention import Model
from roi_model.engine.line import Item, Payers, itemise
from roi_model.engine.sector import Sector
from roi_model.outputs.workbook.expression import Expression
from roi_model.outputs.workbook.formula import Cells, as_array, expression_of, name_cells
from roi_model.outputs.workbook.formula_timeline import FormulaTimeline
from roi_model.outputs.workbook.input_sheet import Group, InputKey, defined_name

QALY_VALUE = InputKey(Group.FIXED, "qaly_value")


@dataclass(frozen=True)
class Recording:
    """What a model wrote instead of computing.

    Attributes
    ----------
    items
        Its lines, as the engine makes them; amounts are cells.
    labels
        What the model calls a quantity, in words, by its formula.
    """

    items: tuple[Item, ...]
    labels: Mapping[Expression, str]


class LivePayers(Payers):
    """Who pays, where the shares are cells of the *Inputs* sheet."""

    def parts(self, cost: Cost, axis: int = 1) -> Iterator[tuple[Sector, Array]]:
        """Yield what each payer pays of one cost line: its share, or its shares year by year."""
        if cost.label in self.lines:
            yield from super().parts(cost, axis)
        else:
            yield from ((sector, cost.amount * share) for sector, share in self.shares.items())


def record(case: Case, names: Mapping[tuple[str, str], str], also_count: AlsoCount, years: int) -> Recording:
    """Run a case's model and itemise what it returns, on cells.

    Parameters
    ----------
    case
        Whose model; its numbers are not used, only what they are called.
    names
        From intervention and parameter to the defined name of its value.
    also_count
        Non-market value to add to the benefits.
    years
        How many years the sheet has.
    """
    own = case.intervention.name
    columns = {name: as_array(name_cells(found, years)) for (whose, name), found in names.items() if whose == own}
    figures = {name: as_array(figure_cells(name, years)) for name in case.area.figures}
    timeline = FormulaTimeline(years)
    outcomes, labels = _labelled(case.intervention.model, Draws({**figures, **columns}), timeline)
    qaly_value = name_cells(defined_name(QALY_VALUE), years)
    items = itemise(outcomes, _payers(case, years), also_count, qaly_value)  # type: ignore[arg-type] # cells multiply
    if case.effect != 1:
        items = (item.weakened(case.effect) for item in items)
    labels |= _whole_costs(outcomes) | _split_shares(case, outcomes)
    return Recording(tuple(items), labels | {expression_of(timeline.at_start): "In year 1 only"})


def figure_cells(name: str, years: int) -> Cells:
    """Return a population figure as a cell."""
    return name_cells(defined_name(InputKey(Group.POPULATION, name)), years)


def _payers(case: Case, years: int) -> LivePayers:
    shares = {
        sector: name_cells(defined_name(InputKey(Group.PAYERS, f"{case.intervention.name}.{sector.value}")), years)
        for sector, share in case.payers.items()
        if share  # the engine has no line of one who pays nothing
    }
    return LivePayers(shares, case.payments)  # type: ignore[arg-type] # cells multiply as numbers do


def _whole_costs(outcomes: Outcomes) -> dict[Expression, str]:
    return {expression_of(cost.amount): f"{cost.label}: whole cost" for cost in outcomes.costs}


def _split_shares(case: Case, outcomes: Outcomes) -> dict[Expression, str]:
    """Name the shares of a cost that is split by year; partners with the same shares have one row."""
    payers: dict[Expression, list[str]] = {}
    for cost in outcomes.costs:
        for sector, share in case.who_pays.parts(replace(cost, amount=np.ones(cost.amount.shape))):
            if cost.label in case.payments:
                payers.setdefault(expression_of(share), []).append(f"{sector.label} pays of {cost.label}")
    return {shares: f"Share that {' and that '.join(who)}" for shares, who in payers.items()}


def _labelled(model: Model, draws: Draws, timeline: FormulaTimeline) -> tuple[Outcomes, dict[Expression, str]]:
    """Run a model, and take down what its functions call their cells.

    A model says what a quantity is by the name of its variable, and nowhere else. The function that
    returns last, which is the model itself, has the last word.
    """
    labels: dict[Expression, str] = {}
    package = model.__module__.rpartition(".")[0]

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "return" and str(frame.f_globals.get("__name__")).startswith(package):
            for name, value in frame.f_locals.items():
                if isinstance(value, Cells):
                    labels[value.expression] = name.replace("_", " ").capitalize()

    def watched() -> Outcomes:
        sys.setprofile(watch)
        try:
            return model(draws, timeline)
        finally:
            sys.setprofile(None)

    # A thread has a profile function of its own, so that this one is in the way of no other.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(watched).result(), labels
