"""The sheet *Overlap*: the engine's overlap rule, run on the cells of the interventions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from roi_model.engine.cash_flow import Array
from roi_model.engine.line import Item
from roi_model.engine.overlap import claims_of, contested_items, part_sizes, rivals_of, shares_left
from roi_model.outputs.workbook.evaluated import Evaluated, sheet_name
from roi_model.outputs.workbook.expression import Expression, Op, walk
from roi_model.outputs.workbook.formula import as_array, expression_of, name_cells
from roi_model.outputs.workbook.input_sheet import Group, InputKey, defined_name
from roi_model.outputs.workbook.line_sheet import LineSheet, place_rows
from roi_model.outputs.workbook.plan import plan_rows
from roi_model.outputs.workbook.recording import Recording, figure_cells
from roi_model.outputs.workbook.sheet import SHORTHAND

OVERLAP = "Overlap"


@dataclass(frozen=True)
class _Taken:
    """A line that takes out a share of another: on whose sheet that one stands, and the share left."""

    sheet: str
    item: Item
    left: Array


def overlap_sheet(found: Evaluated, own: Sequence[LineSheet], recordings: Sequence[Recording]) -> LineSheet | None:
    """Give what overlap takes out its places, or return None where nothing is claimed twice.

    Parameters
    ----------
    found
        The cases.
    own
        Where the formulas of each case stand.
    recordings
        The lines of each case, whose claims are settled.
    """
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
    claims: dict[Expression, str] = {}
    for each in taken:
        claim = each.item.claim
        assert claim is not None
        claims[expression_of(claim.amount)] = of = f"{each.sheet}, {claim.outcome.value}"
        labels[expression_of(each.left)] = f"Share left: {of}"
        labels[expression_of(1 - each.left)] = f"Share taken out: {of}"
    return dict(_steps([expression_of(each.left) for each in taken], claims)) | labels


def _steps(roots: list[Expression], claims: Mapping[Expression, str]) -> Iterator[tuple[Expression, str]]:
    """Name the first steps from a claim: as a share of all there is, whether above 0, and kept between 0 and 1."""
    shares: dict[Expression, str] = {}
    for each in walk(roots):
        first = each.parts[0] if each.parts else each
        if each.op is Op.DIVIDE:
            claim = first if first in claims or not first.parts else first.parts[0]
            if claim in claims:
                shares[each] = claims[claim]
                yield each, f"Claimed, as a share of all there is: {claims[claim]}"
        elif first in shares and each.op is Op.GREATER:
            yield each, f"1 where something is claimed: {shares[first]}"
        elif each.op is Op.MINIMUM and first.parts and first.parts[0] in shares:
            yield each, f"Claimed, kept between 0 and 1: {shares[first.parts[0]]}"
