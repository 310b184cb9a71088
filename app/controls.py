"""The controls that several views share; each shows what was chosen, and changes it."""

from __future__ import annotations

import streamlit as st

from roi_model.analysis.scenario import COVERAGE
from roi_model.app import state
from roi_model.app.chosen import Chosen
from roi_model.app.places import official_names, place_label, place_names
from roi_model.app.roles import ROLES, role
from roi_model.app.words import PUBLISHED, horizon_title, perspective_title
from roi_model.engine.analysis import HORIZONS
from roi_model.engine.case import Case
from roi_model.engine.catalogue import INTERVENTION_NAMES, load_intervention
from roi_model.engine.sector import PERSPECTIVES
from roi_model.inputs.parameter_set import EVIDENCE, PHE_2017, parameter_set
from roi_model.inputs.refusal import InputError
from roi_model.outputs.figure_words import mid_sentence
from roi_model.outputs.terms import term

AREAS, ROLE, HORIZON, PERSPECTIVE, PRESET = "areas", "role", "horizon", "perspective", "preset"
PROGRAMME = "programme"
COVERAGE_STEP = 0.01
PERCENT = 100.0


def place_picker(chosen: Chosen) -> None:
    """Pick one or several places by typing part of a name."""
    state.show(AREAS, official_names(chosen.request.areas))
    st.multiselect(
        "My place",
        place_names(),
        key=AREAS,
        format_func=place_label,
        placeholder="All of England. Type to change",
        filter_mode="contains",
        select_all=False,
        help=f"{term('area')} Type part of its name: a council, an ICB or a region. Several places are added together.",
        on_change=_take_areas,
    )


def _take_areas() -> None:
    state.change(areas=tuple(st.session_state[AREAS]))


def role_picker(chosen: Chosen) -> None:
    """Say who is asking, which sets whose costs and benefits count."""
    state.show(ROLE, chosen.role.name or None)
    st.selectbox(
        "I work for a",
        [each.name for each in ROLES],
        index=None,
        key=ROLE,
        format_func=lambda name: role(name).title,
        placeholder="Choose (not needed)",
        help="Sets whose costs and benefits count at first, and shows what your own organisation gets.",
        on_change=lambda: state.take_role(st.session_state[ROLE]),
    )


def horizon_switch(chosen: Chosen) -> None:
    """Pick for how many years costs and benefits are counted."""
    years = chosen.request.horizon
    offered = sorted({*HORIZONS, *([] if years is None else [years])})
    state.show(HORIZON, PUBLISHED if years is None else str(years))
    st.pills(
        "Years counted",
        [*map(str, offered), PUBLISHED],
        key=HORIZON,
        required=True,
        format_func=horizon_title,
        help=f"{term('time horizon')} As published: {term('published horizon')}",
        on_change=_take_horizon,
    )


def _take_horizon() -> None:
    years = st.session_state[HORIZON]
    state.change(horizon=None if years == PUBLISHED else int(years))


def perspective_switch(chosen: Chosen) -> None:
    """Pick whose costs and benefits count."""
    state.show(PERSPECTIVE, chosen.request.perspective)
    st.selectbox(
        "Whose costs and benefits",
        list(PERSPECTIVES),
        key=PERSPECTIVE,
        format_func=perspective_title,
        help=term("perspective"),
        on_change=lambda: state.change(perspective=st.session_state[PERSPECTIVE]),
    )


def preset_switch(chosen: Chosen) -> None:
    """Pick the values behind the model, for every programme."""
    titles = {PHE_2017: "As published in 2017 (phe-2017)", EVIDENCE: "All from the evidence (evidence)"}
    now = chosen.request.preset
    state.show(PRESET, now)
    st.selectbox(
        "Numbers behind the model",
        [*titles, *([] if now in titles else [now])],
        key=PRESET,
        format_func=lambda name: titles.get(name, name),
        help=term("preset"),
        on_change=lambda: state.change(preset=st.session_state[PRESET]),
    )


def programme_picker(chosen: Chosen) -> str:
    """Pick the programme to look at; it stays picked on every page."""
    names = [case.intervention.name for case in chosen.request.cases()]
    now = chosen.page.programme.name
    picked: str = st.selectbox(
        "Programme",
        names,
        format_func=lambda name: load_intervention(name).title,
        help=f"{term('intervention')} Those in your plan are listed.",
        **state.kept("programme", "name", PROGRAMME, now if now in names else names[0]),
    )
    return picked


def programme_switch(name: str, *, inside: bool) -> None:
    """Take a programme into the plan, or out of it."""
    key = f"{name}.included"
    state.show(key, inside)
    intervention = load_intervention(name)
    st.checkbox(
        intervention.title,
        key=key,
        help=f"For {mid_sentence(intervention.population)}. Compared with {mid_sentence(intervention.comparator)}.",
        on_change=_take_programme,
        args=(name, key),
    )


def _take_programme(name: str, key: str) -> None:
    kept = {case.intervention.name for case in state.current().request.cases()}
    wanted = kept | {name} if st.session_state[key] else kept - {name}
    if not wanted:
        state.refuse(InputError("A plan needs at least one programme, so the last one stays."))
        return
    state.take_programmes(() if wanted == set(INTERVENTION_NAMES) else _in_order(wanted))


def _in_order(names: set[str]) -> tuple[str, ...]:
    return tuple(name for name in INTERVENTION_NAMES if name in names)


def coverage_slider(case: Case, label: str | None = None) -> None:
    """Set the share of the eligible that a programme reaches."""
    parameter = case.parameters[COVERAGE]
    least, most = parameter.allowed
    key = f"{case.intervention.name}.{COVERAGE}"
    state.show(key, float(parameter.value))
    st.slider(
        label or parameter.label,
        least,
        most,
        step=COVERAGE_STEP,
        format="percent",
        key=key,
        help=f"{parameter.label}. {term('coverage')} {parameter.note}".strip(),
        on_change=_take_coverage,
        args=(case.intervention.name, key),
    )


def _take_coverage(name: str, key: str) -> None:
    usual = parameter_set(name, EVIDENCE)[COVERAGE].value
    value = st.session_state[key]
    asked = state.current().request
    # A share for all programmes, as a link or a file may hold, is kept for the others; this one's own wins.
    state.set_value(key, None if value == usual and COVERAGE not in asked.changes else value)
