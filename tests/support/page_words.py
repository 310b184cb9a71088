"""Everything that a page of the app says, as a test compares it."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

CONTROLS = (
    "slider",
    "select_slider",
    "selectbox",
    "multiselect",
    "number_input",
    "toggle",
    "checkbox",
    "radio",
    "pills",
    "segmented_control",
    "text_input",
    "text_area",
)


def controls(app: AppTest) -> dict[str, Any]:
    """Return every control of a page that holds a value, by its key."""
    return {each.key: each for kind in CONTROLS for each in getattr(app, kind) if each.key}


def told(app: AppTest) -> list[str]:
    """Return the words, figures and tables of a page, without its controls."""
    assert not app.exception
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "code")
    words = [str(each.value) for kind in kinds for each in getattr(app, kind)]
    figures = [f"{each.label} {each.value}" for each in app.metric]
    tables = [each.value.to_csv() for each in (*app.table, *app.dataframe)]
    charts = [each.proto.SerializeToString().hex() for each in app.get("vega_lite_chart")]
    buttons = [each.label for each in app.button]
    return [*words, *figures, *tables, *charts, *buttons]
