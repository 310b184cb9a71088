"""The sheets of the interventions, and of what overlap takes out: models run on cells and given places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.engine.line import Item
from roi_model.engine.overlap import claims_of, contested_items, part_sizes, rivals_of, shares_left
from roi_model.outputs.workbook.evaluated import Evaluated
from roi_model.outputs.workbook.expression import Expression
from roi_model.outputs.workbook.formula import as_array, expression_of, name_cells
from roi_model.outputs.workbook.input_sheet import Group, InputKey, InputRow, defined_name
from roi_model.outputs.workbook.line_sheet import LineSheet, place_rows
from roi_model.outputs.workbook.plan import plan_rows
from roi_model.outputs.workbook.recording import Recording, figure_cells, record
from roi_model.outputs.workbook.sheet import SHORTHAND

OVERLAP = "Overlap"


@dataclass(frozen=True)
class ModelSheets:
    """Where everything that models write stands.

    Attributes
    ----------
    own
        A sheet for each case, in their order.
    overlap
        What standing together takes out; None where nothing is claimed twice.
    """

    own: tuple[LineSheet, ...]
    overlap: LineSheet | None


def model_sheets(found: Evaluated, rows: Sequence[InputRow]) -> ModelSheets:
    """Run every model on cells and give its formulas their places.

    Parameters
    ----------
    found
        The cases.
    rows
        The rows of the *Inputs* sheet, whose names the formulas use.
    """
    names = {parameter: defined_name(row.key) for row in rows for parameter in row.parameters}
    recordings = [record(case, names, found.analysis.also_count, found.years) for case in found.cases]
    own = [_sheet(case, recording, found.years) for case, recording in zip(found.cases, recordings, strict=True)]
    return ModelSheets(tuple(own), _overlap(found, own, recordings))


def sheet_name(case: Case) -> str:
    """Return the name of a case's sheet; titles may be longer than a spreadsheet program allows.

    Examples
    --------
    >>> from roi_model.engine.case import build_case
    >>> from roi_model.inputs.area import find_area
    >>> sheet_name(build_case("debt_advice", find_area(["Leeds"])))
    'Debt advice'
    """
    return case.intervention.name.replace("_", " ").capitalize()


def _sheet(case: Case, recording: Recording, years: int) -> LineSheet:
    rows = plan_rows(recording.items, recording.labels)
    name = sheet_name(case)
    kind = case.intervention
    return LineSheet(
        name,
        f"{kind.title}, {case.area.name}: from inputs to costs and benefits",
        kind.title,
        (f"For: {kind.population}. Compared with: {kind.comparator}.", _explained()),
        rows,
        years,
        place_rows(rows, name),
        horizon=defined_name(InputKey(Group.HORIZON, kind.name)),
    )


def _explained() -> str:
    return f"Amounts of a year are not discounted. Names in formulas are those of the Inputs sheet. {SHORTHAND}"


@dataclass(frozen=True)
class _Taken:
    """A line that takes out a share of another: on whose sheet that one stands, and the share left."""

    sheet: str
    item: Item
    left: Array


def _overlap(found: Evaluated, own: Sequence[LineSheet], recordings: Sequence[Recording]) -> LineSheet | None:
    """Run the engine's overlap rule on the same cells."""
    taken = _taken_out(found, recordings)
    if not taken:
        return None
    elsewhere: dict[Expression, tuple[str, int]] = {}
    for sheet in own:
        elsewhere |= {each: (sheet.name, row) for each, row in sheet.places.rows.items() if each not in elsewhere}
    planned = plan_rows([each.item for each in taken], _labels(found, taken), frozenset(elsewhere))
    whose = iter([each.sheet for each in taken])
    homes = tuple(own[0].name if row.item is None else next(whose) for row in planned)
    rows = tuple(
        row if row.item is None else replace(row, label=f"{home}: {row.label}")
        for row, home in zip(planned, homes, strict=True)
    )
    return LineSheet(
        OVERLAP,
        f"Overlap, {found.cases[0].area.name}: what two interventions would both claim, taken out once",
        "Overlap, taken out",
        (
            "Where two interventions help the same people, each leaves fewer for the other: see docs/methods.md.",
            f"Lines are below 0 where they take out a benefit. Only sums of all interventions use them. {SHORTHAND}",
        ),
        rows,
        found.years,
        place_rows(rows, OVERLAP, elsewhere),
        homes=homes,
    )


def _taken_out(found: Evaluated, recordings: Sequence[Recording]) -> list[_Taken]:
    claims = {case.intervention.name: claims_of(made.items) for case, made in zip(found.cases, recordings, strict=True)}
    lefts = shares_left(list(claims.values()), _figures(found), lambda outcome: _burden(outcome, found.years))
    taken = []
    for case, made, kept in zip(found.cases, recordings, lefts, strict=True):
        others = {name: own for name, own in claims.items() if name != case.intervention.name}
        taken += [
            _Taken(sheet_name(case), item.taken_out(1 - left, rivals_of(item.claim, others)), left)
            for item, left in contested_items(made.items, kept)
        ]
    return taken


def _figures(found: Evaluated) -> dict[str, Array]:
    return {name: as_array(figure_cells(name, found.years)) for name in found.cases[0].area.figures}


def _burden(outcome: str, years: int) -> float:
    """Return a burden as a cell; the rule does arithmetic with it alone."""
    return name_cells(defined_name(InputKey(Group.FIXED, outcome)), years)  # type: ignore[return-value]


def _labels(found: Evaluated, taken: Sequence[_Taken]) -> dict[Expression, str]:
    """Name the parts of the population, and what is left of each claim and taken out of it."""
    labels = {
        expression_of(size): f"People in this part: {part.replace('_', ' ')}"
        for part, size in part_sizes(_figures(found)).items()
    }
    for each in taken:
        assert each.item.claim is not None
        of = f"{each.sheet}, {each.item.claim.outcome.value}"
        labels[expression_of(each.left)] = f"Share left: {of}"
        labels[expression_of(1 - each.left)] = f"Share taken out: {of}"
    return labels
