"""To come."""

from __future__ import annotations

from roi_model.app import frame, sidebar, state

chosen = state.current()
sidebar.show(chosen)
frame.foot(chosen)
