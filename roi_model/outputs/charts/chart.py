"""A chart with its words: what it shows, how to read it, one plain sentence, and the table behind it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Protocol

import pandas as pd

from roi_model.outputs.charts.style import FILE_LEGEND_COLUMNS

PNG_SCALE = 2.0  # pixels for each point, so that print and sharp screens are served


class Drawn(Protocol):
    """What can be written as Vega-Lite; an altair chart is one."""

    def to_dict(self) -> dict[str, Any]:
        """Return the drawing as Vega-Lite."""


@dataclass(frozen=True)
class Filled:
    """A drawing that is made once, and filled with other figures each time; writing an altair chart takes longer.

    Attributes
    ----------
    template
        The drawing as Vega-Lite, whose data are named.
    datasets
        The rows of each, by its name.
    """

    template: dict[str, Any]
    datasets: dict[str, list[dict[Any, Any]]]

    def to_dict(self) -> dict[str, Any]:
        """Return the drawing as Vega-Lite; the template stays as it is."""
        return {**deepcopy(self.template), "datasets": self.datasets}


@dataclass(frozen=True)
class Chart:
    """A drawing and its text alternative.

    Attributes
    ----------
    title
        What it shows; in a file it stands above the drawing, a screen writes it.
    definition
        How to read it, in words.
    sentence
        The message in one plain sentence.
    table
        The figures drawn, as a reader sees them.
    drawing
        An altair chart, or one filled; as wide as its place on a screen, `WIDTH` points in a file.
    """

    title: str
    definition: str
    sentence: str
    table: pd.DataFrame
    drawing: Drawn

    @property
    def text(self) -> str:
        """What someone who does not see the drawing is told."""
        return f"{self.title}. {self.sentence}"

    def specification(self) -> dict[str, Any]:
        """Return the drawing as Vega-Lite, which other programs can draw."""
        return self.drawing.to_dict()


def png(chart: Chart, *, scale: float = PNG_SCALE) -> bytes:
    """Return a chart as a PNG picture; nothing is fetched from a network."""
    import vl_convert  # noqa: PLC0415 - slow to load

    return bytes(vl_convert.vegalite_to_png(_for_file(chart), scale=scale, allowed_base_urls=[]))


def svg(chart: Chart) -> str:
    """Return a chart as an SVG picture; nothing is fetched from a network."""
    import vl_convert  # noqa: PLC0415 - slow to load

    return str(vl_convert.vegalite_to_svg(_for_file(chart), allowed_base_urls=[]))


def _for_file(chart: Chart) -> dict[str, Any]:
    content = chart.specification()
    content["title"] = chart.title
    content["config"]["legend"]["columns"] = FILE_LEGEND_COLUMNS
    return content
