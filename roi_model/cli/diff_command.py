"""``roi-model diff``: which figures moved between two sets of results, by how much, and why."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from rich.console import Console

from roi_model.analysis.moved_figures import CASE, MOVED_COLUMNS, POSITION, ROUNDING, Differences, Tally, differences
from roi_model.analysis.sweep.figures import ALL
from roi_model.cli.console import Column, console, records, text_column, write_json, write_notes, write_table
from roi_model.cli.options import Format, FormatOption, read_whole
from roi_model.inputs.assignment import parse_number
from roi_model.inputs.refusal import InputError
from roi_model.outputs.difference import words
from roi_model.outputs.difference.explained import Causes, Explanation, causes, explain
from roi_model.outputs.difference.source import Results, paired_tables, read_results

TITLES = {
    "net_present_value": "Net present values that moved most",
    "return_per_pound": "Returns per £1 that moved most",
    "chance_benefits_exceed_costs": "Chances that benefits exceed costs that moved most",
    POSITION: "Positions of sectors that moved most",
}
ONLY_FIGURES = "CSV holds the figures that moved, and not why; the table and --format json do."
MEASURE_COLUMNS = (
    text_column("Measure"), Column("Moved"), Column("Most"), Column("Standard errors"), text_column("Where"),
)  # fmt: skip
HEADLINE_COLUMNS = (
    text_column("Figure"), Column("Before"), Column("After"), Column("Change"), Column("As a share"),
    Column("Standard errors"),
)  # fmt: skip
WORDS = ("What is changed", "From", "To")


def diff_command(
    before: Path,
    after: Path,
    *,
    explain_most: Annotated[str, Parameter(name="--explain")] = "3",
    tolerance: str = f"{ROUNDING:g}",
    output: FormatOption = Format.TABLE,
) -> None:
    """Compare two sweeps, or two results of compare: which figures moved, by how much, and what explains it.

    Parameters
    ----------
    before
        The folder of a sweep, or a CSV or JSON file that compare wrote.
    after
        Another of the same kind.
    explain_most
        Of the cases that moved most, how many are explained, every figure of them, by running the model again.
    tolerance
        The relative difference up to which a figure has not moved; by default what adding up in another order does.
    """
    wanted, least = read_whole(explain_most, "explain"), parse_number(tolerance, "tolerance")
    if wanted < 0:
        raise InputError(f"explain is {wanted}; it must be a whole number of 0 or more.")
    if least < 0:
        raise InputError(f"tolerance is {least:g}; it must be a number of 0 or more.")
    first, second = read_results(before), read_results(after)
    if output is Format.CSV:
        _write_csv(_found(first, second, least))
        if wanted and causes(first, second).sentences:
            sys.stderr.write(f"roi-model: {ONLY_FIGURES}\n")
        return
    tally, kept = Tally(), []
    for found in _found(first, second, least):
        tally.add(found)
        if output is Format.JSON:
            kept.append(found)
    why, explanations = causes(first, second), _explanations(first, second, tally, wanted, least)
    names = (str(before), str(after))
    if output is Format.JSON:
        write_json(_as_dict(names, kept, why, explanations))
    else:
        _write_tables(names, tally, why, explanations, wanted)


def _found(first: Results, second: Results, tolerance: float) -> Iterator[Differences]:
    for before, after in paired_tables(first, second):
        yield differences(before, after, tolerance)


def _explanations(first: Results, second: Results, tally: Tally, wanted: int, least: float) -> list[Explanation]:
    found = (explain(first, second, row, least) for row in tally.cases(wanted))
    return [explanation for explanation in found if explanation is not None]


def _write_csv(found: Iterator[Differences]) -> None:
    """Write every figure that moved, file by file, at full precision."""
    sys.stdout.write(",".join(MOVED_COLUMNS) + "\n")
    for one in found:
        sys.stdout.write(one.moved.to_csv(index=False, header=False, lineterminator="\n"))


def _as_dict(
    names: tuple[str, str], found: Sequence[Differences], why: Causes, explanations: Sequence[Explanation]
) -> dict[str, Any]:
    return {
        "before": names[0],
        "after": names[1],
        "compared": sum(one.compared for one in found),
        "differences": list(why.sentences),
        "parameters": [asdict(value) for value in why.values] if why.values_known else None,
        "explained": [_explained(explanation) for explanation in explanations],
        "moved": [row for one in found for row in records(one.moved)],
        "only_before": [row for one in found for row in records(one.gone)],
        "only_after": [row for one in found for row in records(one.new)],
    }


def _explained(explanation: Explanation) -> dict[str, Any]:
    named = {name: explanation.figure[name] for name in (*CASE, "measure")}
    figures = [
        {
            **{name: figure.row[name] for name in ("sector", "kind", "measure", "unit", "before", "after", "change")},
            "steps": [{**asdict(step), "change": step.change} for step in figure.steps],
            "left_over": figure.left_over,
        }
        for figure in explanation.figures
    ]
    return {**named, "steps": figures[0]["steps"], "left_over": figures[0]["left_over"], "figures": figures}


def _write_tables(
    names: tuple[str, str], tally: Tally, why: Causes, explanations: Sequence[Explanation], wanted: int
) -> None:
    out = console()
    out.print(words.count_sentence(tally, names))
    if tally.moved:
        write_table(out, "What moved, by measure", MEASURE_COLUMNS, words.measure_rows(tally))
        for measure, title in TITLES.items():
            rows = words.headline_rows(tally, measure)
            if rows:
                write_table(out, title, HEADLINE_COLUMNS, rows)
    for explanation in explanations:
        _write_explanation(out, explanation)
    notes = list(words.cause_sentences(why))
    if tally.moved:
        notes += [words.CHANGE_DEFINED, words.explained_note(len(explanations), wanted)]
    write_notes(out, notes)


def _write_explanation(out: Console, explanation: Explanation) -> None:
    case = words.where({**explanation.figure, "sector": ALL})
    for title, (headings, rows) in {
        f"Why figures moved: {case}": words.explanation_table(explanation),
        f"Positions of sectors: {case}": words.positions_explained(explanation),
    }.items():
        columns = [text_column(heading) if heading in WORDS else Column(heading) for heading in headings]
        if rows and any(heading not in WORDS for heading in headings):
            write_table(out, title, columns, rows)
