"""The progress bar: on a terminal alone, and never on standard output."""

import io
import sys

import pytest

from roi_model.cli.progress import progress


class Terminal(io.StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self) -> bool:
        return True


def test_nothing_is_written_where_standard_error_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Adding up", total=2) as advance:
        advance()
        advance(1)
    assert capsys.readouterr() == ("", "")


def test_a_terminal_sees_what_is_done_and_how_much(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with progress("Adding up", total=4) as advance:
        advance(3)
    assert "Adding up" in terminal.getvalue()
    assert "75%" in terminal.getvalue()
    assert capsys.readouterr().out == ""


def test_the_bar_is_taken_away_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with pytest.raises(ValueError, match="broken"), progress("Adding up", total=4):
        raise ValueError("broken")
    assert terminal.getvalue().rstrip().endswith("\x1b[2K")
