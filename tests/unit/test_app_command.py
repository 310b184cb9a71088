from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest
from command_line import CommandLine

from roi_model.cli.app_command import SETTINGS, app_file, streamlit_command


def test_the_command_runs_the_installed_file_and_sends_nothing_anywhere() -> None:
    command = streamlit_command(8600, "localhost", headless=True)
    assert command[:5] == [sys.executable, "-m", "streamlit", "run", str(app_file())]
    assert app_file().name == "streamlit_app.py"
    assert app_file().is_file()
    assert {
        "--browser.gatherUsageStats=false",
        "--client.showErrorDetails=none",
        "--server.port=8600",
        "--server.address=localhost",
        "--server.headless=true",
    } <= set(command)


def test_the_first_start_on_a_desk_waits_for_nothing_and_offers_nothing() -> None:
    # Without `--headless` Streamlit asks for an e-mail address, and lays an offer for programmers over the first page.
    command = streamlit_command(8600, "localhost", headless=False)
    assert {"--server.showEmailPrompt=false", "--logger.hideWelcomeMessage=true"} <= set(command)


def test_every_setting_is_one_that_streamlit_knows() -> None:
    code = "import sys; from streamlit import config; [config.get_option(name) for name in sys.argv[1:]]"
    subprocess.run([sys.executable, "-c", code, *SETTINGS], check=True, capture_output=True)


def test_on_posix_the_app_takes_the_place_of_the_command(
    roi_model: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    def replaced(_program: str, command: list[str]) -> None:
        started.append(command)
        raise SystemExit(0)  # a process that was replaced does not come back

    monkeypatch.setattr("roi_model.cli.app_command.os", SimpleNamespace(name="posix", execv=replaced))
    run = roi_model("app", "--port", "8600", "--headless")
    assert run.code == 0
    assert "--server.port=8600" in started[0]
    assert run.out == "The app: http://localhost:8600. Press Ctrl+C here to stop it.\n"
    assert "http://localhost:8601." in roi_model("app", "--port", "8601", "--address", "0.0.0.0").out


def test_elsewhere_the_command_waits_for_the_app(roi_model: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roi_model.cli.app_command.os", SimpleNamespace(name="nt"))
    monkeypatch.setattr(subprocess, "run", lambda command, **_: SimpleNamespace(returncode=len(command) and 3))
    assert roi_model("app").code == 3


@pytest.mark.parametrize("port", ["0", "70000", "8.5", "many"])
def test_a_port_that_cannot_be_is_refused(roi_model: CommandLine, port: str) -> None:
    run = roi_model("app", "--port", port)
    assert run.code == 2
    assert "port is" in run.err
