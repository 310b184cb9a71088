"""Opening a workbook that somebody sent: looked through as an archive before any of it is parsed."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from roi_model.inputs.refusal import InputError
from roi_model.outputs.read_bytes import MEGABYTE, content_of

MOST_UNPACKED = 200 * MEGABYTE  # of everything in it
MOST_SQUEEZED = 200  # unpacked bytes for each packed one, of a part of more than a megabyte
MOST_PARTS = 2_000
MOST_ROWS, MOST_COLUMNS = 20_000, 200  # of a worksheet that this program wrote
MOST_CELLS = 5_000_000  # of any worksheet, blank ones among them
XML = (b"<", b"\xff\xfe", b"\xfe\xff")  # also in UTF-16
STARTING, BLANKS = 100, b" \t\r\n\xef\xbb\xbf"
CELL = re.compile(r"([A-Z]{0,3})(\d{1,7})")

OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of .xls, and of a workbook with a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MACROS = re.compile(r"(^|/)(vbaProject\w*\.bin|macrosheets/|dialogsheets/|activeX/)", re.IGNORECASE)
LINKS = re.compile(r"(^|/)(externalLinks/|connections\.xml|queryTables/|embeddings/)", re.IGNORECASE)
MACRO_KIND = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
CONTENT_TYPES = "[Content_Types].xml"

# What a damaged workbook makes the readers of zip, XML and openpyxl raise.
DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, InvalidFileException, ParseError,
    DefusedXmlException, LookupError, ValueError, TypeError, AttributeError, OSError,
)  # fmt: skip


@dataclass(frozen=True)
class OpenWorkbook:
    """A workbook that was found harmless, twice over.

    Attributes
    ----------
    name
        What sentences call it.
    values
        With the value that each formula had when the file was saved.
    formulas
        With the formulas themselves.
    """

    name: str
    values: Workbook
    formulas: Workbook


def open_workbook(source: Path | bytes, name: str = "The workbook") -> OpenWorkbook:
    """Open a workbook for reading, and refuse one that might do harm.

    Parameters
    ----------
    source
        A file, or its content.
    name
        What to call content that has no file name.

    Raises
    ------
    InputError
        When it is empty, too large, unpacks to too much, is no .xlsx, has a password, macros or
        links to other files, or is damaged: one sentence.
    """
    content, name = content_of(source, name)
    _refuse_other_kinds(content, name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bomb(archive, name)
            _refuse_active(archive, name)
            for part in archive.namelist():
                if _is_xml(archive, part):
                    _look_through(archive, part, name)
        return OpenWorkbook(name, _load(content, values=True), _load(content, values=False))
    except InputError:
        raise
    except DAMAGE as error:
        raise InputError(f"{name} is damaged and cannot be read as a workbook; save it again as .xlsx.") from error


def _load(content: bytes, *, values: bool) -> Workbook:
    # Read-only, so that a merged cell over a whole sheet, or a lone cell at its far end, costs nothing.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl cannot keep does not matter to one who only reads
        return load_workbook(io.BytesIO(content), read_only=True, data_only=values, keep_links=False)


def _refuse_other_kinds(content: bytes, name: str) -> None:
    if content.startswith(OLD_CONTAINER):
        locked = ENCRYPTED in content
        why = "has a password; take it off first" if locked else "is in the old Excel format; save it as .xlsx"
        raise InputError(f"{name} {why}.")
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise InputError(f"{name} is not an Excel workbook (.xlsx).")


def _refuse_bomb(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    squeezed = [part for part in parts if part.file_size > max(part.compress_size, 1) * MOST_SQUEEZED]
    if len(parts) > MOST_PARTS:
        raise InputError(f"{name} holds {len(parts):,} parts; a workbook of at most {MOST_PARTS:,} is read.")
    if unpacked > MOST_UNPACKED or any(part.file_size > MEGABYTE for part in squeezed):
        raise InputError(f"{name} unpacks to {unpacked / MEGABYTE:,.0f} MB, far more than a workbook needs; not read.")


def _refuse_active(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.namelist()
    if "mimetype" in parts and CONTENT_TYPES not in parts:
        raise InputError(f"{name} is an OpenDocument file; save it as .xlsx.")
    if CONTENT_TYPES not in parts:
        raise InputError(f"{name} is not an Excel workbook (.xlsx).")
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise InputError(f"{name} has a password; take it off first.")
    if any(MACROS.search(part) for part in parts) or MACRO_KIND.search(archive.read(CONTENT_TYPES)):
        raise InputError(f"{name} holds macros, which are never run here; save it as .xlsx without them.")
    if any(LINKS.search(part) for part in parts):
        raise InputError(f"{name} holds links to other files or data; break them and save it again.")


def _is_xml(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a part begins like XML, whatever it is called."""
    with archive.open(part) as content:
        return content.read(STARTING).lstrip(BLANKS).startswith(XML)


def _look_through(archive: zipfile.ZipFile, part: str, name: str) -> None:
    """Read a part of XML to its end, for what could grow without end: entities, and cells far off.

    A worksheet that names a cell at its far end is nearly empty, but a reader would walk through all
    of its blank cells.
    """
    rows = columns = 1
    with archive.open(part) as content:
        for _, element in iterparse(content, forbid_dtd=True):
            found = CELL.fullmatch(element.get("r", "")) if element.tag.endswith(("}c", "}row")) else None
            if found is not None:
                rows = max(rows, int(found[2]))
                columns = max(columns, column_index_from_string(found[1]) if found[1] else 1)
            element.clear()
    if rows * columns > MOST_CELLS:
        size = f"{name} has a worksheet of {rows:,} rows and {columns:,} columns"
        raise InputError(f"{size}; delete what lies far off, or what was formatted there, and save it again.")


def sheet_rows(book: OpenWorkbook, name: str) -> list[tuple[float | str | None, ...]]:
    """Return the values of one worksheet, row by row; a date or a truth as text.

    Rows and columns beyond those that an export of this program has are not read.

    Raises
    ------
    InputError
        When the worksheet is damaged.
    """
    sheet = book.values[name]
    try:
        return [
            tuple(map(_plain, row))
            for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
        ]
    except DAMAGE as error:
        raise InputError(f"{book.name}: the worksheet {name} is damaged and cannot be read.") from error


def _plain(value: object) -> float | str | None:
    if value is None or isinstance(value, str):
        return value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number else str(value)  # type: ignore[return-value]
