"""The tables that ``roi-model voi`` prints."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from roi_model.analysis.decision import SimulatedDecision
from roi_model.analysis.information.value import MATERIAL, Information, PartialInformation
from roi_model.cli.console import Column, text_column, write_table
from roi_model.outputs.information_sentences import part_label
from roi_model.outputs.information_tables import options_table
from roi_model.outputs.words import percent, pounds

FEWEST_SHOWN = 5  # single parameters, however little they are worth
MONEY = ("spent", "net_benefit", "standard_error")


def write_options(out: Console, simulated: SimulatedDecision, whom: str) -> None:
    """Write what each option spends and brings, and how often it is the best."""
    decision = simulated.decision
    rows = [
        (str(row["title"]), *(pounds(row[money]) for money in MONEY), percent(row["chance_highest"]))
        for row in options_table(simulated).to_dict(orient="records")
    ]
    headings = ("Spends", "Mean net\nbenefit", "Its error", "Chance that\nit is best")
    title = f"The choice in {decision.cases[0].area.name}, {whom}"
    write_table(out, title, [text_column("Option"), *map(Column, headings)], rows)


def write_information(out: Console, found: Information) -> None:
    """Write what knowing everything, each group and the parameters that matter is worth."""
    whole = found.perfect
    rows: list[tuple[str, ...]] = [("Everything (EVPI)", pounds(whole.value), pounds(whole.error), "", "draws")]
    rows += [_cells(part, found) for part in found.groups]
    shown = [part for part in found.singles if part.worth.value >= MATERIAL * whole.value and part.worth.value > 0]
    rows += [_cells(part, found) for part in (shown if len(shown) > FEWEST_SHOWN else found.singles[:FEWEST_SHOWN])]
    columns = [
        text_column("Known for certain"),
        *map(Column, ("Worth at\nmost", "Its error", "Share")),
        text_column("By"),
    ]
    write_table(out, "What knowing more is worth, for one choice", columns, rows)
    apart = [part for part in (*found.groups, *found.singles) if not part.agree and part.worth.value > 0]
    if apart:
        _write_estimates(out, apart, found)


def _write_estimates(out: Console, parts: Sequence[PartialInformation], found: Information) -> None:
    rows = [
        (
            part_label(part, found.simulated.decision),
            "; ".join(
                f"{estimator.value} {pounds(worth.value)} ± {pounds(worth.error)}"
                for estimator, worth in part.estimates.items()
            ),
        )
        for part in parts
    ]
    write_table(out, "Estimates that disagree", [text_column("Known for certain"), text_column("Estimates")], rows)


def _cells(part: PartialInformation, found: Information) -> tuple[str, ...]:
    share = percent(part.worth.value / found.perfect.value) if found.perfect.value else ""
    label = part_label(part, found.simulated.decision)
    if part in found.groups:
        count = len(part.unknowns)
        label = f"{label[0].upper()}{label[1:]}, {count} parameter{'s' if count > 1 else ''}"
    return label, pounds(part.worth.value), pounds(part.worth.error), share, part.estimator.value
