"""The tables of a publication as open data: CSV files, and one OpenDocument spreadsheet."""

from __future__ import annotations

import io
import json
import zipfile

import pandas as pd

from roi_model.outputs.publication.published_table import Value
from roi_model.outputs.publication.tables import Publication
from roi_model.outputs.safe_text import clean_text

RECORD_FILE = "run_record.json"
LANGUAGE = "en-GB"


def csv_files(publication: Publication) -> dict[str, bytes]:
    """Return file name to content: a CSV file for each table in the order of the worksheets, and the run record.

    The record itself stands beside the tables as JSON, and not as CSV.
    """
    *tables, _ = publication.tables
    files = {f"{number:02d}_{table.name}.csv": table.as_csv() for number, table in enumerate(tables, start=1)}
    record = json.dumps(publication.record, indent=1, ensure_ascii=False, allow_nan=False)
    return {**files, RECORD_FILE: record.encode()}


def ods_file(publication: Publication) -> bytes:
    """Return the tables as one OpenDocument spreadsheet, a sheet each, at full precision."""
    from odf import dc  # noqa: PLC0415 - loaded only where a spreadsheet is written

    content = io.BytesIO()
    with pd.ExcelWriter(content, engine="odf") as writer:
        for table in publication.tables:
            frame = table.as_frame().map(_clean)
            frame.to_excel(writer, sheet_name=table.sheet, index=False)
        writer.book.meta.addElement(dc.Title(text=clean_text(publication.title)))
        writer.book.meta.addElement(dc.Language(text=LANGUAGE))
    return content.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    """Return files as one archive, for a download."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def _clean(value: Value) -> Value:
    return clean_text(value) if isinstance(value, str) else value
