"""``roi-model positions``: what each partner pays and gains, year by year, and how surely it is in credit by when."""

from __future__ import annotations

from roi_model.analysis.pooling.partner import named_sectors
from roi_model.analysis.pooling.position import each_year, positions
from roi_model.cli.console import console, records, write_csv, write_json, write_notes
from roi_model.cli.options import Format, FormatOption
from roi_model.cli.pool_command import case_notes, titles_of, where_pooled
from roi_model.cli.pool_options import POOLED, PooledOptions
from roi_model.cli.positions_tables import write_positions_by_year
from roi_model.engine.package import evaluate_package
from roi_model.outputs import notes
from roi_model.outputs.pool_sentences import what_is_pooled
from roi_model.outputs.position_tables import positions_table
from roi_model.outputs.record.recorded_terms import RecordedTerms
from roi_model.outputs.record.run_record import run_record
from roi_model.outputs.words import years

CREDIT_DEFINED = (
    "A partner is in credit where it has gained more than it has paid. The payback year is the first by whose end it "
    "is no longer behind, and stays so to the time horizon; a partner that pays nothing has none."
)
TRANSFERS = "Transfers count for each partner and cancel for all partners together."


def positions_command(*interventions: str, pooled: PooledOptions = POOLED, output: FormatOption = Format.TABLE) -> None:
    """Show what each partner pays and gains by year, in cash and in all value, and its chance of being in credit.

    Parameters
    ----------
    interventions
        Which interventions, together; all by default.
    """
    asked = pooled.read(interventions)
    package = evaluate_package(asked.cases, asked.analysis, each_year(asked.horizon))
    found = positions(package, named_sectors(pooled.separately))
    options = RecordedTerms(separately=pooled.separately).as_options()
    record = run_record(asked.cases, asked.analysis, asked.request, "positions", options=options)
    title = f"{what_is_pooled(titles_of(asked.cases))} in {where_pooled(asked.cases)}, over {years(asked.horizon)}."
    remarks = [
        CREDIT_DEFINED,
        TRANSFERS,
        *asked.left_out,
        *case_notes(asked.cases, asked.horizon),
        f"{notes.analysis_note(asked.analysis)} {notes.record_note(record)}",
    ]
    if output is Format.TABLE:
        out = console()
        write_notes(out, [title])
        write_positions_by_year(out, found, asked.horizon)
        write_notes(out, remarks)
    elif output is Format.CSV:
        write_csv(positions_table(found, package))
    else:
        write_json({"run": record.as_dict(), "notes": remarks, "results": records(positions_table(found, package))})
