"""One app and one browser for all tests of this folder, and a new visitor for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from real_browser import Visitor


# Not for the whole run: while Playwright is open, its event loop would be in the way of other tests.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    from real_browser import running_browser  # noqa: PLC0415 - within reach only once the path is set

    with running_browser() as started:
        yield started


@pytest.fixture(scope="package")
def app_address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from real_browser import running_app  # noqa: PLC0415 - as above

    with running_app(tmp_path_factory.mktemp("app") / "app.log") as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, app_address: str) -> Iterator[Visitor]:
    from real_browser import visit  # noqa: PLC0415 - as above

    with visit(browser, app_address) as one:
        yield one
