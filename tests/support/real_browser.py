"""A real browser and a running app, as a commissioner meets them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent.parent
# Kept for people to look at, and by the continuous integration; no part of the repository.
PICTURES = ROOT / "artefacts" / "screens"
WIDE, NARROW = (1280, 900), (390, 844)
PATIENCE = 30_000  # milliseconds that a busy machine may take before something counts as missing
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
VIEWS = tuple(
    sorted(path.stem for path in (ROOT / "app" / "views").glob("*.py") if path.stem not in {"__init__", "start"})
)


def chromium() -> str:
    """Return the system's browser; without one, skip on a developer's machine and fail in continuous integration."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("No Chromium was found; in continuous integration the browser tests must run.")
        pytest.skip("No Chromium on this machine.")
    return found


@contextmanager
def running_app(log: Path) -> Iterator[str]:
    """Start the app as a user would, and yield its address."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    program = Path(sys.executable).with_name("roi-model")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(program), "app", "--port", str(port), "--headless"],
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            address = f"http://localhost:{port}"
            _wait_for(f"{address}/_stcore/health", process, log)
            yield address
        finally:
            os.killpg(process.pid, signal.SIGINT)  # as Ctrl+C
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        assert process.poll() is None, log.read_text()
        try:
            with urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"The app did not answer: {log.read_text()}")


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Start the system's browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()


@dataclass(frozen=True)
class Visitor:
    """One person with one browser, who shares nothing with any other.

    Attributes
    ----------
    address
        Where the app is.
    context
        The person's browser: cookies and pages.
    page
        The one page that is open.
    """

    address: str
    context: BrowserContext
    page: Page

    def open(self, view: str = "", link: str = "") -> None:
        """Open a view by its address, with a scenario or without."""
        self.page.goto(f"{self.address}/{view}{f'?s={link}' if link else ''}")
        self.settled()

    def follow(self, address: str) -> None:
        """Open a whole address that somebody sent."""
        self.page.goto(address)
        self.settled()

    def settled(self) -> None:
        """Wait until the page has answered."""
        expect(self.page.locator('[data-testid="stMain"] h1').first).to_be_visible(timeout=PATIENCE)
        self.page.locator(SETTLED).wait_for(timeout=PATIENCE)
        # Tables and charts are loaded when they are first shown; until then something grey holds their place.
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE)

    def go_to(self, title: str) -> None:
        """Go to another page of the same session by its name in the menu."""
        self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=title).click()
        expect(self.page).to_have_title(re.compile(re.escape(title)), timeout=PATIENCE)
        self.settled()

    def figure(self, label: str, number: int = 0) -> Locator:
        """Find a figure that stands large on the page, by its label."""
        cards = self.page.get_by_test_id("stMetric").filter(has=self.page.get_by_text(label, exact=True))
        return cards.nth(number).get_by_test_id("stMetricValue")

    def choose_place(self, name: str) -> None:
        """Type a place and take the first that is offered."""
        box = self.page.get_by_role("combobox", name="My place")
        box.fill(name)
        self.page.get_by_role("option", name=name).first.click(timeout=PATIENCE)
        self.page.keyboard.press("Escape")

    def download(self, label: str, name: str) -> Path:
        """Let a file be built, save it and return where it was put; it must have this name."""
        self.page.get_by_role("button", name=f"Build {label}").click()
        save = self.page.get_by_role("button", name=f"Save {label}")
        expect(save).to_be_visible(timeout=2 * PATIENCE)
        self.settled()
        with self.page.expect_download(timeout=PATIENCE) as coming:
            save.click()
        assert coming.value.suggested_filename == name
        return Path(coming.value.path())

    def upload(self, name: str, content: bytes) -> None:
        """Give a file to the page's place for files."""
        kind = "application/json" if name.endswith(".json") else "application/octet-stream"
        box = self.page.locator('[data-testid="stFileUploader"] input[type="file"]').first
        box.set_input_files({"name": name, "mimeType": kind, "buffer": content})

    def picture(self, name: str, size: tuple[int, int]) -> Path:
        """Keep a picture of the whole page at a size."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.wait_for_timeout(400)  # until charts have their width
        self.settled()
        height = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        self.page.set_viewport_size({"width": size[0], "height": max(size[1], int(height))})
        self.page.wait_for_timeout(400)
        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / f"{name}-{size[0]}.png"
        self.page.screenshot(path=path, animations="disabled")
        return path


@contextmanager
def visit(browser: Browser, address: str, size: tuple[int, int] = WIDE) -> Iterator[Visitor]:
    """Let one person visit the app."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en-GB", accept_downloads=True)
    try:
        yield Visitor(address, context, context.new_page())
    finally:
        context.close()
