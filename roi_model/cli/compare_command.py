"""``roi-model compare``: interventions side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from roi_model.analysis.comparison import Row, compare, worst_return_error
from roi_model.analysis.convergence import until_error as simulate_until
from roi_model.cli.asked import Asked
from roi_model.cli.compare_tables import write_comparison, write_horizons
from roi_model.cli.console import console, records, write_csv, write_json, write_notes
from roi_model.cli.options import (
    Flag,
    Format,
    FormatOption,
    HorizonOption,
    UntilErrorOption,
)
from roi_model.engine.analysis import HORIZONS, Analysis
from roi_model.inputs.area import Area
from roi_model.inputs.assignment import parse_number
from roi_model.inputs.refusal import InputError
from roi_model.outputs import notes
from roi_model.outputs.record.run_record import RunRecord, run_record
from roi_model.outputs.tables import comparison_table

ASKED = Asked()
PUBLISHED_HORIZONS = (
    "Each intervention is shown over the horizon published for it in 2017; --horizon 5 puts all on one."
)


def compare_command(
    *interventions: str,
    horizon: HorizonOption = None,
    all_horizons: Flag = False,
    asked: Asked = ASKED,
    until_error: UntilErrorOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Compare interventions in one place: people, cost, benefits, return, chance, and who gains.

    Parameters
    ----------
    interventions
        Which interventions; all by default.
    all_horizons
        Show a matrix over 1, 2, 3, 4, 5 and 10 years.
    """
    if all_horizons and horizon is not None:
        raise InputError(f"--all-horizons and --horizon {horizon} cannot be asked for together; choose one.")
    request, edits = asked.request_and_edits(interventions, horizon)
    horizons = HORIZONS if all_horizons else request.horizons()
    analysis, place, pairs = request.analysis(), request.area(), request.pairs()
    rows, analysis = converged(lambda rules: compare(pairs, rules, horizons), analysis, until_error)
    several = horizons or () if all_horizons else ()
    record = run_record([case for case, _ in pairs], analysis, request, "compare", several)
    remarks = [*edits, *request.left_out(), *_notes(rows, place, analysis, record)]
    if output is Format.TABLE:
        out = console()
        (write_horizons if all_horizons else write_comparison)(out, place.name, rows)
        write_notes(out, remarks)
    elif output is Format.CSV:
        write_csv(comparison_table(rows))
    else:
        write_json({"run": record.as_dict(), "notes": remarks, "results": records(comparison_table(rows))})


def converged(
    simulate: Callable[[Analysis], tuple[Row, ...]], analysis: Analysis, wanted: str | None
) -> tuple[tuple[Row, ...], Analysis]:
    """Return the rows, and the analysis with as many draws as the error wanted needs."""
    if wanted is None:
        return simulate(analysis), analysis
    return simulate_until(simulate, worst_return_error, analysis, parse_number(wanted, "until-error"))


def _notes(rows: Sequence[Row], place: Area, analysis: Analysis, record: RunRecord) -> list[str]:
    cases = list({row.figures.case.intervention.name: row.figures.case for row in rows}.values())
    horizons = {row.figures.horizon for row in rows}
    each_its_own = len(horizons) > 1 and len(rows) == len(cases)
    return [
        *notes.lever_notes(cases),
        *notes.horizon_notes(cases, None if each_its_own else max(horizons)),
        *([PUBLISHED_HORIZONS] if each_its_own else []),
        notes.RETURN_DEFINED,
        notes.INTERVAL_DEFINED,
        notes.error_note([row.figures for row in rows], analysis),
        f"{notes.preset_note(cases)} {notes.PRESETS_DEFINED}",
        *notes.area_notes(place),
        f"{notes.analysis_note(analysis)} {notes.record_note(record)}",
    ]
