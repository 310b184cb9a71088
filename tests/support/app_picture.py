"""Make the picture of the app that the README shows: the first screen, for Leeds, with the engine's numbers.

Run it from the repository's root, and look at the picture: ``python tests/support/app_picture.py``.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from real_browser import ROOT, WIDE, running_app, running_browser, visit

from roi_model.app.chosen import DEFAULT
from roi_model.app.link import encode

PICTURE = ROOT / "docs" / "images" / "app.png"


def make(path: Path = PICTURE) -> None:
    """Start the app, open it for Leeds, and keep the first screen as a picture."""
    link = encode(DEFAULT.changed(areas=("Leeds",)))
    with (
        tempfile.TemporaryDirectory() as folder,
        running_browser() as browser,
        running_app(Path(folder) / "app.log") as address,
        visit(browser, address) as visitor,
    ):
        visitor.open(link=link)
        visitor.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
        visitor.page.mouse.move(WIDE[0] - 5, WIDE[1] - 5)
        visitor.settled()
        path.parent.mkdir(parents=True, exist_ok=True)
        visitor.page.screenshot(path=path, animations="disabled")


if __name__ == "__main__":
    make()
