"""``roi-model run``: one intervention, year by year, sector by sector, every line."""

from __future__ import annotations

from roi_model.analysis.comparison import compare
from roi_model.cli.asked import Asked
from roi_model.cli.compare_command import converged
from roi_model.cli.console import console, records, write_csv, write_json, write_notes
from roi_model.cli.options import (
    Format,
    FormatOption,
    HorizonOption,
    SplitOptions,
    UntilErrorOption,
)
from roi_model.cli.run_tables import write_headlines, write_lines, write_partner_years, write_partners
from roi_model.engine.evaluation import evaluate
from roi_model.outputs import notes
from roi_model.outputs.record.run_record import run_record
from roi_model.outputs.tables import comparison_table, yearly_table

ASKED, WHO = Asked(), SplitOptions()


def run_command(
    intervention: str,
    *,
    horizon: HorizonOption = None,
    asked: Asked = ASKED,
    who: SplitOptions = WHO,
    until_error: UntilErrorOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Show one intervention in one place: its figures, every line by year, and each sector's position.

    Parameters
    ----------
    intervention
        Which intervention; see `roi-model list`.
    """
    request, edits = asked.request_and_edits([intervention], horizon, who.given())
    analysis, place, pairs = request.analysis(), request.area(), request.pairs()
    ((case, _),) = pairs
    horizons = request.horizons() or (case.description.published.horizon,)
    (row,), analysis = converged(lambda rules: compare(pairs, rules, horizons), analysis, until_error)
    results = evaluate(case, analysis, horizons)
    record = run_record([case], analysis, request, "run")
    remarks = [
        *edits,
        notes.case_note(case),
        *notes.lever_notes([case]),
        *notes.horizon_notes([case], max(horizons)),
        notes.weakest_links(case),
        notes.RETURN_DEFINED,
        notes.INTERVAL_DEFINED,
        notes.ERROR_DEFINED,
        f"{notes.preset_note([case])} {notes.PRESETS_DEFINED}",
        "Not counted: " + " ".join(case.description.not_counted),
        *notes.area_notes(place),
        f"{notes.analysis_note(analysis)} {notes.record_note(record)}",
    ]
    if output is Format.TABLE:
        out = console()
        write_headlines(out, row)
        write_lines(out, results)
        write_partners(out, results)
        write_partner_years(out, results)
        write_notes(out, remarks)
    elif output is Format.CSV:
        write_csv(yearly_table(results))
    else:
        content = {"figures": records(comparison_table([row])), "lines": records(yearly_table(results))}
        write_json({"run": record.as_dict(), "notes": remarks, **content})
