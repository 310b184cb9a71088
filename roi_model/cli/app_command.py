"""``roi-model app``: the app for people who do not write code."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from roi_model.cli.options import Flag, read_whole
from roi_model.inputs.refusal import InputError

DEFAULT_PORT = 8501
LEAST_PORT, MOST_PORT = 1, 65_535
EVERYWHERE = "0.0.0.0"  # whoever is on the network
MOST_UPLOAD = 5  # MB; a scenario or a workbook is far smaller
PortOption = Annotated[str, Parameter(help="Where the browser finds it: http://localhost:PORT.")]

# Nothing is sent anywhere, nobody is shown a traceback, and the toolbar has nothing for programmers.
SETTINGS = {
    "browser.gatherUsageStats": "false",
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "server.fileWatcherType": "none",
    # Otherwise the first start waits until somebody types an e-mail address, and offers programmers' add-ons, in the
    # terminal and over the page.
    "server.showEmailPrompt": "false",
    "logger.hideWelcomeMessage": "true",
    "server.maxUploadSize": str(MOST_UPLOAD),
    # Python clears away what is no longer used when it is due; after every page that took more time than the page.
    "runner.postScriptGC": "false",
    "theme.base": "light",
    "theme.primaryColor": "#005EA5",
    "theme.metricValueFontSize": "1.5rem",
    "theme.headingFontSizes": '["2rem", "1.5rem", "1.2rem"]',
    "theme.paddingTop": "1rem",
    "theme.paddingBottom": "3rem",
    "theme.textColor": "#0B0C0C",  # so that captions, which Streamlit makes paler, still have contrast enough
}


def app_command(*, port: PortOption = str(DEFAULT_PORT), address: str = "localhost", headless: Flag = False) -> None:
    """Start the app and open it in the browser; it runs until you press Ctrl+C.

    Parameters
    ----------
    address
        The address to listen on: by default this computer alone; 0.0.0.0 for everyone on the network.
    headless
        Do not open a browser: for a server.
    """
    command = streamlit_command(_port(port), address, headless=headless)
    # Streamlit's own greeting, which says this, is hidden with what comes along with it.
    sys.stdout.write(f"The app: http://{_seen_at(address)}:{port}. Press Ctrl+C here to stop it.\n")
    sys.stdout.flush()
    if os.name == "posix":
        # Takes the place of this process, so that whoever stops it stops the app itself.
        os.execv(sys.executable, command)
    sys.exit(subprocess.run(command, check=False).returncode)


def streamlit_command(port: int, address: str, *, headless: bool) -> list[str]:
    """Return the command line that starts the app."""
    settings = {
        **SETTINGS,
        "server.port": str(port),
        "server.address": address,
        "server.headless": str(headless).lower(),
    }
    options = [f"--{name}={value}" for name, value in settings.items()]
    return [sys.executable, "-m", "streamlit", "run", str(app_file()), *options]


def app_file() -> Path:
    """Return the file of the app, wherever it is installed."""
    found = find_spec("roi_model.app.streamlit_app")
    if found is None or found.origin is None:
        raise InputError("The app is not installed; install roi-model again.")
    return Path(found.origin)


def _seen_at(address: str) -> str:
    """Return under which name this computer finds the app: one that listens everywhere has no address of its own."""
    return "localhost" if address == EVERYWHERE else address


def _port(text: str) -> int:
    port = read_whole(text, "port")
    if not LEAST_PORT <= port <= MOST_PORT:
        raise InputError(f"port is {text}; it must be a whole number between {LEAST_PORT} and {MOST_PORT:,}.")
    return port
