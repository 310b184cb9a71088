"""What moved between two sets of results, in sentences and tables for people."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from roi_model.analysis.moved_figures import Tally, most_moved
from roi_model.analysis.sweep.package import PACKAGE
from roi_model.engine.catalogue import load_intervention
from roi_model.engine.sector import Sector
from roi_model.outputs.difference.explained import Causes, ExplainedFigure, Explanation
from roi_model.outputs.difference.request_words import ORDER_NOTE, difference_table
from roi_model.outputs.words import MINUS, percent, pounds, ratio, years

NOT_DEFINED = "–"
SHOWN_MEASURES = {
    "net_present_value": "Net present value",
    "return_per_pound": "Return per £1",
    "chance_benefits_exceed_costs": "Chance",
}
SHOWN_VALUES, SHOWN_FIGURES = 20, 10
CHANGE_DEFINED = (
    "Change is that of the mean. In standard errors: divided by the larger of the two Monte Carlo standard errors. "
    "The same seed gives both the same draws, so that with it even a small change is real."
)


def count_sentence(tally: Tally, names: tuple[str, str]) -> str:
    """Return how many figures moved.

    Examples
    --------
    >>> count_sentence(Tally(compared=1200, moved=30, gone=2), ("A", "B"))
    '30 of 1,200 figures moved from A to B. 2 figures stand only in A.'
    """
    first, second = names
    moved = "No figure moved" if not tally.moved else f"{tally.moved:,} of {tally.compared:,} figures moved"
    if not tally.compared:
        moved = "No figure stands in both"
        return f"{moved}, {first} and {second}: {tally.gone:,} only in {first}, {tally.new:,} only in {second}."
    tail = "" if tally.moved else f"; {tally.compared:,} were compared"
    alone = [
        f" {number:,} figure{'s stand' if number > 1 else ' stands'} only in {name}."
        for number, name in ((tally.gone, first), (tally.new, second))
        if number
    ]
    return f"{moved} from {first} to {second}{tail}.{''.join(alone)}"


def measure_rows(tally: Tally) -> list[tuple[str, ...]]:
    """Return a row for each measure that moved: how many figures, and the largest change as a share, and where."""
    return [
        (
            _measure(measure, kind),
            f"{count:,}",
            relative(largest["relative_change"]),
            _errors(largest["in_standard_errors"]),
            where(largest),
        )
        for (measure, kind), (count, largest) in tally.measures.items()
    ]


def headline_rows(tally: Tally, measure: str) -> list[tuple[str, ...]]:
    """Return a row for each of the figures of one measure that moved most."""
    rows = tally.headlines.get(measure)
    found = [] if rows is None else most_moved(rows).head(SHOWN_FIGURES).to_dict("records")
    return [
        (
            where({str(name): cell for name, cell in row.items()}),
            amount(row["before"], str(row["unit"])),
            amount(row["after"], str(row["unit"])),
            change(row["change"], str(row["unit"])),
            relative(row["relative_change"]),
            _errors(row["in_standard_errors"]),
        )
        for row in found
    ]


def cause_sentences(found: Causes) -> Iterator[str]:
    """Yield what differs between the two, and what is not known of it."""
    for sentence in found.sentences:
        yield f"{sentence[0].upper()}{sentence[1:]}."
    if not found.values_known and any("digest" in text or "inputs" in text for text in found.sentences):
        yield "Which parameters differ is not known: only the folders of sweeps hold their values."
    for value in found.values[:SHOWN_VALUES]:
        title, name = load_intervention(value.intervention).title, value.parameter.replace("_", " ")
        yield f"{title}, {value.preset}: {name} was {value.before or 'not there'} and is {value.after or 'not there'}."
    if len(found.values) > SHOWN_VALUES:
        yield f"{len(found.values) - SHOWN_VALUES:,} more parameters differ; --format json lists all."


def explanation_table(explanation: Explanation) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return headings and rows, one for each change in order: from, to, and what it does to each headline figure."""
    shown = [figure for measure in SHOWN_MEASURES for figure in explanation.named(measure)]
    headings = ["What is changed", "From", "To", *(SHOWN_MEASURES[str(one.row["measure"])] for one in shown)]
    return headings, _step_rows(explanation, shown, beside=True)


def positions_explained(explanation: Explanation) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return headings and rows of the same changes: what each does to the net present value of each sector."""
    shown = explanation.named("net_present_value", sectors=True)
    headings = ["What is changed", *(Sector(str(one.row["sector"])).label for one in shown)]
    return headings, _step_rows(explanation, shown, beside=False) if shown else []


def _step_rows(explanation: Explanation, shown: Sequence[ExplainedFigure], *, beside: bool) -> list[tuple[str, ...]]:
    table = difference_table(explanation.steps, explanation.first, explanation.second)
    named = [tuple(map(str, row[: 3 if beside else 1])) for row in table.itertuples(index=False, name=None)]
    rows = []
    for words, step in zip(named, explanation.steps, strict=True):
        found = [{one.names: one.change for one in figure.steps}.get(step.names) for figure in shown]
        cells = [
            NOT_DEFINED if moved is None else change(moved, str(figure.row["unit"]))
            for moved, figure in zip(found, shown, strict=True)
        ]
        rows.append((*words, *cells))
    if any(figure.left_over for figure in shown):
        rest = ("The program, and inputs that are not parameters", *([""] * 2 if beside else []))
        rows.append((*rest, *(change(figure.left_over, str(figure.row["unit"])) for figure in shown)))
    return rows


def explained_note(explained: int, wanted: int) -> str:
    """Return how the explanation was made, or why there is none."""
    if explained:
        return ORDER_NOTE
    if wanted:
        return (
            "What each change does could not be worked out: it takes what was asked, and the evidence, of both. A CSV "
            "file holds figures alone; compare two sweeps, or the JSON that roi-model compare --format json writes."
        )
    return "Attribution is not done; --explain 3 runs the model again for the three cases that moved most."


def where(row: Mapping[str, Any]) -> str:
    """Return which case a row is about.

    Examples
    --------
    >>> where({"scenario": "more", "area": "Leeds", "intervention": "debt_advice", "horizon": 5, "sector": "nhs"})
    'Debt advice in Leeds, more, 5 years, NHS'
    """
    own = str(row["intervention"])
    title = "Package" if own == PACKAGE else load_intervention(own).title
    sector = str(row.get("sector", "all"))
    parts = [f"{title} in {row['area']}", str(row["scenario"]), years(int(row["horizon"]))]
    return ", ".join([*(part for part in parts if part), *([] if sector in {"", "all"} else [Sector(sector).label])])


def amount(value: float, unit: str) -> str:
    """Write a figure in its unit."""
    if value is None or math.isnan(value):
        return NOT_DEFINED
    if unit == "£ per £1":
        return ratio(value)
    if unit == "probability":
        return percent(value)
    return pounds(value) if unit.startswith("£") else f"{value:,.4g}"


def change(value: float, unit: str) -> str:
    """Write a change with its sign.

    Examples
    --------
    >>> change(0.254, "£ per £1"), change(-1200.0, "£"), change(0.0, "£")
    ('+£0.25', '−£1,200', '£0')
    """
    text = f"{value * 100:.1f} points".replace("-", MINUS) if unit == "probability" else amount(value, unit)
    is_plain = value is None or math.isnan(value) or value <= 0
    return text if is_plain else f"+{text}"


def relative(share: float) -> str:
    """Write a relative change.

    Examples
    --------
    >>> relative(0.1234), relative(-0.00004), relative(-11.83), relative(float("nan"))
    ('+12.3%', '−0.004%', '−1,183%', '–')
    """
    if share is None or math.isnan(share):
        return NOT_DEFINED
    size = abs(share) * 100
    return (f"{share * 100:+,.0f}%" if size >= 100 else f"{share * 100:+.3g}%").replace("-", MINUS)


def _errors(number: float) -> str:
    return NOT_DEFINED if number is None or math.isnan(number) else f"{number:+.1f}".replace("-", MINUS)


def _measure(measure: str, kind: str) -> str:
    words = measure.replace("_", " ").replace("per pound", "per £1").replace("qaly", "QALY")
    return words if kind in {"", "all"} else f"{words}, {kind}"
