"""Figures that a user types in place of published ones: people of a place, or of the user's own body."""

from __future__ import annotations

import streamlit as st

from roi_model.app import state
from roi_model.app.chosen import Chosen
from roi_model.app.places import short_name
from roi_model.inputs.population import population

PERCENT = 100.0
OF_A_PLACE = "Use these where you know better, or to describe a group that is no council: a school, a firm, a ward."


def show(chosen: Chosen) -> None:
    """Show the figures that can be typed: for a business or a school those of its own, otherwise those of a place."""
    role = chosen.role
    if role.people:
        place = short_name(chosen.request.area().name)
        st.markdown(f"Type how many people it is about. Then the figures are those of {role.own} alone.")
        for name, label in role.people.items():
            _number(chosen, name, label, f"Leave it empty to count {role.others.format(place=place)}.")
        return
    st.markdown(OF_A_PLACE)
    for name in population().figure_names:
        label = population().label(name)
        _number(
            chosen,
            name,
            f"{label}, in %" if _unit(name) == PERCENT else label,
            "Leave it empty to use the published figure.",
        )


def _number(chosen: Chosen, name: str, label: str, help_text: str) -> None:
    unit = _unit(name)
    typed = chosen.request.population.get(name)
    state.show(name, None if typed is None else typed * unit)
    st.number_input(
        label,
        min_value=0.0,
        max_value=unit if unit == PERCENT else None,
        value=None,
        step=1.0,
        format="%.1f" if unit == PERCENT else "%.10g",
        key=name,
        placeholder="all of them" if chosen.role.people else _published(chosen, name),
        help=help_text,
        on_change=_take_figure,
        args=(name,),
    )


def _unit(name: str) -> float:
    """Return what a figure is typed in: people one by one, a share in percent."""
    return 1.0 if name in population().figures else PERCENT


def _published(chosen: Chosen, name: str) -> str:
    figure = chosen.request.area().figures.get(name)
    if figure is None:
        return "not known here"
    return f"{figure:.1%}" if _unit(name) == PERCENT else f"{figure:,.0f}"


def _take_figure(name: str) -> None:
    """Take what was typed, and with the people of a business what goes with them."""
    chosen = state.current()
    typed = st.session_state[name]
    together = {name, *(chosen.role.given if name in chosen.role.people else {})}
    kept = {key: value for key, value in chosen.request.population.items() if key not in together}
    if typed is None:
        state.change(population=kept)
        return
    given = chosen.role.given if name in chosen.role.people else {}
    state.change(population=kept | {name: typed / _unit(name)} | given)
