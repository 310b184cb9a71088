"""The sidebar: the choices that hold on every page, wherever the page does not show them itself."""

from __future__ import annotations

import streamlit as st

from roi_model.app import controls
from roi_model.app.chosen import Chosen

CONTROLS = {
    controls.AREAS: controls.place_picker,
    controls.ROLE: controls.role_picker,
    controls.HORIZON: controls.horizon_switch,
    controls.PERSPECTIVE: controls.perspective_switch,
    controls.PRESET: controls.preset_switch,
}


def show(chosen: Chosen, on_page: tuple[str, ...] = ()) -> None:
    """Show the shared controls in the sidebar.

    Parameters
    ----------
    chosen
        What was chosen so far.
    on_page
        Keys of the controls that the page shows itself: a control stands once.
    """
    with st.sidebar:
        for key, control in CONTROLS.items():
            if key not in on_page:
                control(chosen)
