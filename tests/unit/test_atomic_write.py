"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from roi_model.inputs.refusal import InputError
from roi_model.outputs.atomic_write import check_destinations, write_files


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_files({tmp_path / "a.xlsx": b"one", tmp_path / "b.csv": b"two"})
    assert names(tmp_path) == ["a.xlsx", "b.csv"]
    assert (tmp_path / "a.xlsx").read_bytes() == b"one"


def test_a_file_that_is_there_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_files({target: b"new"})
    assert target.read_bytes() == b"new"
    assert os.name == "nt" or target.stat().st_mode & 0o777 == 0o640


def test_a_full_disk_halfway_spoils_no_file_and_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = tmp_path / "a.xlsx"
    good.write_bytes(b"old")
    calls = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="b.csv cannot be written: no space left on device."):
        write_files({good: b"new", tmp_path / "b.csv": b"two"})
    assert names(tmp_path) == ["a.xlsx"]
    assert good.read_bytes() == b"old"


def test_an_interruption_leaves_no_half_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_files({tmp_path / "a.xlsx": b"one"})
    assert names(tmp_path) == []


def test_a_file_that_another_program_holds_open_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")

    def locked(path: Path, other: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(InputError, match="a.xlsx cannot be written: it may be open in another program"):
        write_files({target: b"new"})
    assert names(tmp_path) == ["a.xlsx"]
    assert target.read_bytes() == b"old"


def test_every_place_that_cannot_be_written_is_named_at_once(tmp_path: Path) -> None:
    there = tmp_path / "there.xlsx"
    there.write_bytes(b"old")
    inside_a_file = there / "a.xlsx"
    with pytest.raises(InputError) as refused:
        check_destinations([tmp_path, tmp_path / "no" / "a.xlsx", there, inside_a_file])
    folder, missing, taken, inside = refused.value.problems
    assert folder.startswith(f"{tmp_path} is a folder; give the name of a file in it")
    assert missing.endswith(f"there is no folder {tmp_path / 'no'}.")
    assert taken == f"{there} is already there; add --force to replace it, or give another name."
    assert inside.endswith(f"there is no folder {there}.")
    check_destinations([there], replace=True)


def test_a_folder_that_does_not_allow_writing_is_refused_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(InputError, match="does not allow it"):
        check_destinations([tmp_path / "a.xlsx"])
