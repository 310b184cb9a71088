"""A disk that is full while a workbook is put together: a sentence, and what was there is kept."""

import errno
import os
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import CommandLine
from openpyxl import Workbook

from roi_model.inputs.refusal import InputError
from roi_model.outputs.workbook.full_disk import refuse_full_disk
from roi_model.outputs.workbook.stored_file import workbook_file

EXPORT = ("debt_advice", "--area", "Leeds", "--draws", "20", "--force")
SENTENCE = "The workbook cannot be put together in the folder for temporary files, "


@pytest.fixture
def no_file_over_20_kib() -> Iterator[None]:
    """The operating system refuses to write more into one file, as it refuses on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20 * 1024, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("no_file_over_20_kib")
@pytest.mark.parametrize("kind", ["working", "publication"])
def test_an_export_on_a_full_disk_says_so_and_keeps_what_was_there(
    roi_model: CommandLine, tmp_path: Path, kind: str
) -> None:
    good = tmp_path / "leeds.xlsx"
    good.write_bytes(b"old")
    answer = roi_model("export", kind, *EXPORT, "--out", str(good))
    assert answer.code == 2
    assert answer.err.startswith(f"roi-model: {SENTENCE}")
    assert "file too large. Make room there, or name another folder in TMPDIR." in answer.err
    assert [file.name for file in tmp_path.iterdir()] == ["leeds.xlsx"]
    assert good.read_bytes() == b"old"


@pytest.mark.usefixtures("no_file_over_20_kib")
def test_a_workbook_that_fits_is_written() -> None:
    book = Workbook()
    assert workbook_file(book).startswith(b"PK")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_that_openpyxl_finds_without_lxml_is_said_too(number: int) -> None:
    with pytest.raises(InputError, match=os.strerror(number).lower()), refuse_full_disk():
        raise OSError(number, os.strerror(number))


def test_any_other_error_is_not_taken_for_a_full_disk() -> None:
    with pytest.raises(PermissionError), refuse_full_disk():
        raise PermissionError(errno.EACCES, "Permission denied")
