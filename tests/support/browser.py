"""The app in this process, as tests of its views open it."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from roi_model.app.chosen import Chosen
from roi_model.app.link import encode
from roi_model.cli.app_command import app_file

FIRST = "start"  # the view that an address without a page opens
SLOW = 60  # seconds that a busy machine may take before a view counts as stuck


def open_app(view: str | None = None, chosen: Chosen | None = None, link_text: str | None = None) -> AppTest:
    """Open a view of the app, such as ``compare``, at a scenario or a link."""
    app = AppTest.from_file(str(app_file()), default_timeout=SLOW)
    text = encode(chosen) if chosen is not None else link_text
    if text is not None:
        app.query_params["s"] = text
    if view not in {None, FIRST}:
        app.switch_page(str(Path("views") / f"{view}.py"))
    return app.run()


def show_view(app: AppTest, view: str) -> AppTest:
    """Go to another view of an open app."""
    path = Path("views") / f"{view}.py"
    app.switch_page(str(path)).run()
    assert not app.exception
    return app


def open_expander(app: AppTest, key: str) -> None:
    """Open what is filled only when somebody opens it, as a click would."""
    app.session_state[key] = True
    app.run()


def shown_metrics(app: AppTest) -> dict[str, list[str]]:
    """Return the figures that stand large on a page, by their label."""
    found: dict[str, list[str]] = {}
    for metric in app.metric:
        found.setdefault(metric.label, []).append(metric.value)
    return found
