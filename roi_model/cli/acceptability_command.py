"""``roi-model acceptability``: which option is the best at which threshold, and how surely."""

from __future__ import annotations

from rich.console import Console

from roi_model.analysis.acceptability import Curve, Threshold, acceptability
from roi_model.analysis.decision import Decision, simulate
from roi_model.cli.console import Column, console, records, text_column, write_csv, write_json, write_notes, write_table
from roi_model.cli.decision_options import CHOICE, ChoiceAsked
from roi_model.cli.options import (
    Format,
    FormatOption,
    Texts,
)
from roi_model.inputs.assignment import parse_number
from roi_model.outputs import notes
from roi_model.outputs.acceptability_sentences import (
    ACCEPTABILITY_DEFINED,
    FRONTIER_DEFINED,
    NET_VALUE_DEFINED,
    acceptability_sentence,
    threshold_in_words,
)
from roi_model.outputs.figure_words import for_whom
from roi_model.outputs.information_sentences import budget_notes
from roi_model.outputs.information_tables import curve_table
from roi_model.outputs.record.run_record import run_record
from roi_model.outputs.words import percent, pounds

PER = {Threshold.RETURN: "return per £1", Threshold.QALY: "price of a QALY"}


def acceptability_command(
    *interventions: str,
    about: ChoiceAsked = CHOICE,
    per: Threshold = Threshold.RETURN,
    threshold: Texts = (),
    output: FormatOption = Format.TABLE,
) -> None:
    """Show the chance that each intervention, or none, is the best, by the return or price of a QALY asked for.

    Parameters
    ----------
    interventions
        Which interventions could have the money; all by default.
    per
        Thresholds on the return per £1, or on the price of a QALY.
    threshold
        A threshold in £; repeatable. By default a range.
    """
    values = [parse_number(text, "threshold") for text in threshold]
    decision, left_out = about.read(interventions)
    simulated = simulate(decision)
    curve = acceptability(simulated, per, values or None)
    record = run_record(decision.cases, decision.analysis)
    sentence = acceptability_sentence(curve, decision)
    remarks = [
        *left_out,
        ACCEPTABILITY_DEFINED,
        FRONTIER_DEFINED,
        NET_VALUE_DEFINED[per],
        *budget_notes(simulated),
        *notes.lever_notes(decision.cases),
        *notes.horizon_notes(decision.cases, decision.horizon),
        f"{notes.preset_note(decision.cases)} {notes.PRESETS_DEFINED}",
        *notes.area_notes(decision.cases[0].area),
        f"{notes.analysis_note(decision.analysis)} {notes.record_note(record)}",
    ]
    if output is Format.TABLE:
        out = console()
        write_notes(out, [sentence])
        write_curve(out, curve, decision, for_whom(about.asked.read(decision.analysis, decision.horizon)))
        write_notes(out, remarks)
    elif output is Format.CSV:
        write_csv(curve_table(curve, decision))
    else:
        content = {"sentence": sentence, "notes": remarks, "results": records(curve_table(curve, decision))}
        write_json({"run": record.as_dict(), **content})


def write_curve(out: Console, curve: Curve, decision: Decision, whom: str) -> None:
    """Write the best option at each threshold, and the chance of every option."""
    places = range(len(curve.thresholds))
    best = [
        (
            threshold_in_words(curve, place),
            decision.titles[curve.best[place]],
            percent(float(curve.frontier[place])),
            pounds(float(curve.perfect[place])),
        )
        for place in places
    ]
    area = decision.cases[0].area.name
    headings = [
        Column("Threshold"),
        text_column("Best on average"),
        Column("Chance that\nit is best"),
        Column("Worth of knowing\neverything"),
    ]
    write_table(out, f"The best choice in {area} by {PER[curve.threshold]}, {whom}", headings, best)
    columns = [text_column("Chance of being the best"), *(Column(threshold_in_words(curve, place)) for place in places)]
    rows = [
        (title, *(percent(float(chance)) for chance in curve.chances[option]))
        for option, title in enumerate(decision.titles)
    ]
    write_table(out, f"Chance that each option is the best, by {PER[curve.threshold]}", columns, rows)
