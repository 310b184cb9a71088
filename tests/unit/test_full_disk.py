"""A disk that is full while a workbook is put together: a sentence, and what was there is kept."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from roi_model.inputs.refusal import InputError
from roi_model.outputs.workbook.full_disk import refuse_full_disk

EXPORT = ("debt_advice", "--area", "Leeds", "--draws", "20", "--force")
SENTENCE = "The workbook cannot be put together in the folder for temporary files, "


LIMITED = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({20 * 1024}, resource.RLIM_INFINITY))
"""  # the operating system then refuses to write more into one file, as it refuses on a full disk


def limited(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run code that can write small files only, in a process of its own: the limit is also that of a log."""
    command = [sys.executable, "-B", "-c", LIMITED + code, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("kind", ["working", "publication"])
def test_an_export_on_a_full_disk_says_so_and_keeps_what_was_there(tmp_path: Path, kind: str) -> None:
    good = tmp_path / "leeds.xlsx"
    good.write_bytes(b"old")
    words = ("export", kind, *EXPORT, "--out", str(good))
    answer = limited("from roi_model.cli import main\nmain()", *words)
    assert answer.returncode == 2, answer.stderr
    assert answer.stderr.startswith(f"roi-model: {SENTENCE}")
    assert "file too large. Make room there, or name another folder in TMPDIR." in answer.stderr
    assert len(answer.stderr.splitlines()) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["leeds.xlsx"]
    assert good.read_bytes() == b"old"


def test_a_workbook_that_fits_is_written() -> None:
    code = """
from openpyxl import Workbook
from roi_model.outputs.workbook.stored_file import workbook_file
assert workbook_file(Workbook()).startswith(b"PK")
"""
    answer = limited(code)
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_that_openpyxl_finds_without_lxml_is_said_too(number: int) -> None:
    with pytest.raises(InputError, match=os.strerror(number).lower()), refuse_full_disk():
        raise OSError(number, os.strerror(number))


def test_any_other_error_is_not_taken_for_a_full_disk() -> None:
    with pytest.raises(PermissionError), refuse_full_disk():
        raise PermissionError(errno.EACCES, "Permission denied")
