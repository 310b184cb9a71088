"""A workbook that somebody sent is looked through before it is read."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from roi_model.inputs.refusal import InputError
from roi_model.outputs.read_bytes import MOST_BYTES
from roi_model.outputs.workbook import safe_reading
from roi_model.outputs.workbook.safe_reading import MOST_PARTS, open_workbook, sheet_rows


def plain() -> bytes:
    book = Workbook()
    book.worksheets[0]["A1"] = "Leeds"
    book.worksheets[0]["B1"] = "=1+1"
    content, fixed = io.BytesIO(), io.BytesIO()
    book.save(content)
    # Without the time of day, so that a test that damages it does the same each time.
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2026-01-01T00:00:00Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def with_parts(parts: dict[str, bytes], replaced: dict[str, tuple[bytes, bytes]] | None = None) -> bytes:
    """The plain workbook with parts added, or a text in one of them replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            before, after = (replaced or {}).get(name, (b"", b""))
            new.writestr(name, old.read(name).replace(before, after) if before else old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(InputError) as refused:
        open_workbook(content, "sent.xlsx")
    (sentence,) = refused.value.problems
    return sentence


def test_a_harmless_workbook_is_read_with_its_values_and_its_formulas(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(plain())
    book = open_workbook(path)
    assert book.name == str(path)
    assert book.values.worksheets[0]["A1"].value == "Leeds"
    assert book.formulas.worksheets[0]["B1"].value == "=1+1"
    assert book.values.worksheets[0]["B1"].value is None  # no program has worked it out yet


def test_what_is_no_workbook_is_said_to_be_none(tmp_path: Path) -> None:
    assert refusal(b"") == "sent.xlsx is empty."
    assert refusal(b"name,value\n") == "sent.xlsx is not an Excel workbook (.xlsx)."
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("readme.txt", "hello")
    assert refusal(archive.getvalue()) == "sent.xlsx is not an Excel workbook (.xlsx)."
    with zipfile.ZipFile(archive, "a") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refusal(archive.getvalue()) == "sent.xlsx is an OpenDocument file; save it as .xlsx."
    with pytest.raises(InputError, match="There is no file"):
        open_workbook(tmp_path / "none.xlsx")
    with pytest.raises(InputError, match="is a folder"):
        open_workbook(tmp_path)


def test_old_files_and_passwords_are_told_apart() -> None:
    assert "is in the old Excel format; save it as .xlsx" in refusal(safe_reading.OLD_CONTAINER + b"\0" * 600)
    locked = safe_reading.OLD_CONTAINER + b"\0" * 600 + safe_reading.ENCRYPTED
    assert refusal(locked) == "sent.xlsx has a password; take it off first."
    flagged = bytearray(plain())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = flagged.find(mark)
        while place >= 0:
            flagged[place + offset] |= 1
            place = flagged.find(mark, place + 1)
    assert refusal(bytes(flagged)) == "sent.xlsx has a password; take it off first."


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/activeX/activeX1.xml"])
def test_macros_are_refused(part: str) -> None:
    assert "holds macros, which are never run here" in refusal(with_parts({part: b"<a/>"}))


def test_a_file_that_only_calls_itself_a_workbook_with_macros_is_refused() -> None:
    kind = (b"spreadsheetml.sheet.main+xml", b"spreadsheetml.sheet.macroEnabled.main+xml")
    assert "holds macros" in refusal(with_parts({}, {"[Content_Types].xml": kind}))


@pytest.mark.parametrize("part", ["xl/externalLinks/externalLink1.xml", "xl/connections.xml", "xl/embeddings/a.bin"])
def test_links_to_other_files_are_refused(part: str) -> None:
    assert "holds links to other files or data" in refusal(with_parts({part: b"<a/>"}))


def test_a_file_over_the_stated_size_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "has 20.0 MB; a workbook of at most 20 MB is read." in refusal(b"\0" * (MOST_BYTES + 1))
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("was read"))
    with pytest.raises(InputError, match="a workbook of at most 20 MB is read"):
        open_workbook(path)


def test_zip_bombs_are_refused_before_they_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    one = with_parts({"xl/media/image1.xml": b"\0" * 2_000_000})
    many = with_parts({f"xl/media/{number}.txt": b"" for number in range(MOST_PARTS)})
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("was unpacked"))
    assert "unpacks to 2 MB, far more than a workbook needs" in refusal(one)
    assert "parts; a workbook of at most 2,000 is read" in refusal(many)


def test_many_parts_that_are_small_each_are_refused_for_what_they_unpack_to_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bomb = with_parts({f"xl/media/{number}.txt": b"\0" * 900_000 for number in range(10)})
    assert open_workbook(bomb).values.sheetnames == ["Sheet"]
    monkeypatch.setattr(safe_reading, "MOST_UNPACKED", 8_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("was unpacked"))
    assert "far more than a workbook needs; not read" in refusal(bomb)


def test_a_bomb_that_understates_its_size_is_damaged() -> None:
    content = bytearray(with_parts({"xl/media/image1.xml": b"<a>" + b" " * 100_000 + b"</a>"}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.rfind(mark)
        content[place + offset : place + offset + 4] = (10).to_bytes(4, "little")
    assert "is damaged" in refusal(bytes(content))


def test_entities_that_grow_without_end_are_refused() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    assert "is damaged" in refusal(with_parts({"xl/comments1.xml": laughs}))
    assert "is damaged" in refusal(with_parts({"xl/comments.dat": b"\xef\xbb\xbf " + laughs}))  # whatever its name
    outside = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    assert "is damaged" in refusal(with_parts({"xl/comments1.xml": outside}))


def test_a_merged_cell_over_the_whole_sheet_costs_nothing() -> None:
    merged = (b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="C1:XFD1048576"/></mergeCells>')
    assert open_workbook(with_parts({}, {"xl/worksheets/sheet1.xml": merged})).values.worksheets[0]["A1"].value


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048577", "XFD400"])
def test_a_cell_at_the_far_end_of_a_sheet_is_refused(cell: str) -> None:
    far = f'</row><row r="{re.sub("[A-Z]", "", cell)}"><c r="{cell}"><v>1</v></c></row></sheetData>'.encode()
    content = with_parts({}, {"xl/worksheets/sheet1.xml": (b"</row></sheetData>", far)})
    if cell.startswith("A"):
        assert open_workbook(content).values.worksheets[0]["A1"].value == "Leeds"  # long, but narrow
        return
    assert "delete what lies far off" in refusal(content)


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_workbook_is_refused_or_read_and_never_breaks_the_program(data: st.DataObject) -> None:
    content = bytearray(plain())
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    for sent in (bytes(content), bytes(content[:cut])):
        with contextlib.suppress(InputError):
            sheet_rows(open_workbook(sent, "sent.xlsx"), "Sheet")
