"""``roi-model export``: workbooks to work in and to publish."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from roi_model.analysis.request import Request
from roi_model.cli.export_options import EXPORT, ExportOptions, say
from roi_model.inputs.refusal import InputError
from roi_model.outputs.atomic_write import check_destinations, write_files
from roi_model.outputs.exports import CSV_FOLDER, publication_files, working_file

SUFFIX = ".xlsx"
OLD_TABLE = re.compile(r"\d\d_\w+\.csv")

OutOption = Annotated[
    Path | None,
    Parameter(help="The workbook to write, ending in .xlsx; by default named after the place.", show_default=False),
]


def export_publication_command(
    *interventions: str,
    out: OutOption = None,
    about: ExportOptions = EXPORT,
) -> None:
    """Write a workbook for publication, values only, and the same tables as OpenDocument and CSV beside it.

    Parameters
    ----------
    interventions
        Which interventions; all by default.
    """
    request, responsible, edits = about.read(interventions)
    path = _destination(out, request, "publication")
    folder = path.with_name(f"{path.stem}{CSV_FOLDER}")
    _check([path, path.with_suffix(".ods")], folder, force=about.force)
    files = publication_files(request, responsible, date.today())
    tables = {folder / name: content for name, content in files.csv.items()}
    _write_with_folder({**tables, path.with_suffix(".ods"): files.ods, path: files.workbook}, folder)
    say((path, path.with_suffix(".ods"), f"{folder} ({len(tables)} files)"), (*edits, *files.warnings))


def export_working_command(
    *interventions: str,
    out: OutOption = None,
    about: ExportOptions = EXPORT,
) -> None:
    """Write a workbook to work in: formulas alive from every input to every answer, without macros.

    Change an input in it and every sheet follows; compare and run take it back with --inputs.

    Parameters
    ----------
    interventions
        Which interventions; all by default.
    """
    request, responsible, edits = about.read(interventions)
    path = _destination(out, request, "working")
    check_destinations([path], replace=about.force)
    content, warnings = working_file(request, responsible, date.today())
    write_files({path: content})
    say((path,), (*edits, *warnings))


def _destination(out: Path | None, request: Request, kind: str) -> Path:
    """Return where the workbook goes: named after the place where nothing is said."""
    if out is None:
        place = re.sub(r"[^a-z0-9]+", "-", request.area().name.lower()).strip("-")[:60]
        return Path(f"{place}-{kind}{SUFFIX}")
    if out.suffix.lower() != SUFFIX and not out.is_dir():
        raise InputError(f"--out is {out}; it must end in {SUFFIX}.")
    return out


def _check(paths: list[Path], folder: Path, *, force: bool) -> None:
    check_destinations(paths, replace=force)
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file; the CSV files go into a folder of that name. Give another --out.")
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise InputError(f"{folder} is already there; add --force to replace the tables in it, or give another --out.")


def _write_with_folder(files: Mapping[Path, bytes], folder: Path) -> None:
    """Write files, some of them into a folder that is made for them, and take away tables of an earlier export."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder} cannot be made: {(error.strerror or str(error)).lower()}.") from error
    try:
        write_files(files)
    except InputError:
        if not any(folder.iterdir()):
            folder.rmdir()
        raise
    for path in folder.iterdir():
        if path not in files and OLD_TABLE.fullmatch(path.name):
            path.unlink()
