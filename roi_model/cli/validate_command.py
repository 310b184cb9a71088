"""``roi-model validate``: the model beside the published figures."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import pandas as pd
from cyclopts import Parameter

from roi_model.cli.console import Column, console, records, write_csv, write_json, write_notes, write_table
from roi_model.cli.options import Flag, Format, FormatOption
from roi_model.engine.analysis import Analysis
from roi_model.inputs.refusal import InputError
from roi_model.outputs.record.run_record import run_record
from roi_model.validation import report as words
from roi_model.validation.compare import DIFFERENCES, LeverComparison, Validation, compare_levers, validate
from roi_model.validation.records import check_records, headline_records, lever_record
from roi_model.validation.sheets import (
    Sheet,
    calibration_sheet,
    check_sheet,
    headline_sheet,
    lever_sheet,
    simulation_sheet,
)
from roi_model.validation.target import FILE as TARGETS
from roi_model.validation.target import TargetKind, read_text

FOLDER = Path("validation")
REPORT = "README.md"
SCRIPT = "python validation/calibrate.py"
FAILED = 1

WriteOption = Annotated[Path | None, Parameter(show_default=False)]


def validate_command(
    *,
    calibrate: Flag = False,
    write: WriteOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Compare the model with published figures: eight headlines of 2017, and independent checks.

    In a checkout the report is written to validation/README.md when it has changed.

    The exit code is 1 when the phe-2017 preset does not return a headline to
    two decimals, when an independent check fails and validation/differences.md
    does not explain it, or, with --calibrate, when a stored lever is not what
    solving gives. Otherwise it is 0.

    Parameters
    ----------
    calibrate
        Solve all levers again and set them beside the stored values; nothing is written.
    write
        Write the report as Markdown to this file.
    """
    if calibrate:
        if write is not None:
            raise InputError(f"--calibrate and --write {write} cannot be asked for together; choose one.")
        _calibrate(output)
        return
    validation = validate()
    written = _write_report(words.report(validation), write)
    if output is Format.TABLE:
        _show(validation, written)
    elif output is Format.CSV:
        write_csv(pd.DataFrame([*headline_records(validation), *check_records(validation)]))
    else:
        write_json(_content(validation))
    if validation.failures:
        sys.exit(FAILED)


def _show(validation: Validation, written: str) -> None:
    out = console()
    headlines, checks = validation.headlines, validation.checks
    for sheet in (
        headline_sheet(headlines),
        simulation_sheet(headlines),
        lever_sheet(headlines),
        check_sheet(checks, TargetKind.INDEPENDENT),
        check_sheet(checks, TargetKind.CIRCULAR),
    ):
        _show_sheet(sheet)
    out.print()
    write_notes(
        out,
        [
            *validation.failures,
            *words.lever_sentences(validation),
            words.NOT_A_VALIDATION,
            words.WHAT_COUNTS,
            *words.summary(validation),
            words.KINDS_OF_CHECK,
            words.RECALLED,
            written,
        ],
    )


def _content(validation: Validation) -> dict[str, object]:
    cases = [found.case for found in validation.headlines]
    price_year = cases[0].description.published.price_year
    analysis = Analysis(price_year=price_year, draws=validation.draws, seed=validation.seed)
    return {
        "run": run_record(cases, analysis).as_dict(),
        "notes": [*words.lever_sentences(validation), words.NOT_A_VALIDATION, *words.summary(validation)],
        "failures": list(validation.failures),
        "headlines": headline_records(validation),
        "checks": check_records(validation),
    }


def _calibrate(output: Format) -> None:
    levers = compare_levers()
    changed = [name for name, lever in levers.items() if not lever.unchanged]
    frame = pd.DataFrame([lever_record(name, lever) for name, lever in levers.items()])
    if output is Format.CSV:
        write_csv(frame)
    elif output is Format.JSON:
        write_json({"notes": [_calibrated(levers, changed)], "levers": records(frame)})
    else:
        _show_sheet(calibration_sheet(levers))
        write_notes(console(), [_calibrated(levers, changed), words.NOT_A_VALIDATION])
    if changed:
        sys.exit(FAILED)


def _calibrated(levers: dict[str, LeverComparison], changed: list[str]) -> str:
    if not changed:
        return f"All {len(levers)} levers are unchanged to nine significant digits; nothing was written."
    return (
        f"The stored levers of {', '.join(changed)} differ from those solved again; nothing was written. "
        f"In a checkout, {SCRIPT} writes parameters/calibrated.yaml."
    )


def _show_sheet(sheet: Sheet) -> None:
    columns = [Column(heading, number=place >= sheet.words) for place, heading in enumerate(sheet.headings)]
    write_table(console(), sheet.title, columns, sheet.rows)


def _write_report(text: str, asked: Path | None) -> str:
    """Write the report where it was asked for or, in a checkout, where it belongs; say what was done."""
    if asked is not None:
        return _written(asked, text)
    if not (FOLDER / TARGETS).is_file():
        return "Nothing was written: this folder is not a checkout; --write FILE writes the report."
    for name in (TARGETS, DIFFERENCES):
        if (FOLDER / name).is_file() and (FOLDER / name).read_text(encoding="utf-8") != read_text(name):
            return f"Nothing was written: {FOLDER / name} is not that of the installed package."
    return _written(FOLDER / REPORT, text)


def _written(path: Path, text: str) -> str:
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return f"{path} is up to date; nothing was written."
    if not path.parent.is_dir() or path.is_dir():
        raise InputError(f"The report cannot be written to {path}; give a file in a folder that exists.")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)  # in one step, so that no reader ever sees half a report
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise InputError(
            f"The report cannot be written to {path}: {(error.strerror or 'unknown problem').lower()}."
        ) from error
    return f"The report was written to {path}."
