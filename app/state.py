"""What this session has chosen: kept in its own memory and in the address, never shared with another session."""

from __future__ import annotations

import dataclasses
from typing import Any

import streamlit as st

from roi_model.analysis.request import Number
from roi_model.app import link
from roi_model.app.aside import Aside, with_programmes
from roi_model.app.chosen import DEFAULT, Chosen
from roi_model.app.roles import role
from roi_model.inputs.refusal import InputError

PARAMETER = "s"  # of the address
CHOSEN, WRITTEN, PROBLEMS, NOTICES = "_chosen", "_written", "_problems", "_notices"
PAGE, NEW_PAGE, ASIDE = "_page", "_new_page", "_aside"
LINKS_REMEMBERED = 100


def current() -> Chosen:
    """Return what this session has chosen: at first what its address asks for, or the defaults."""
    if CHOSEN not in st.session_state:
        st.session_state[CHOSEN] = DEFAULT
        _open_link()
    elif st.query_params.get(PARAMETER, "") not in (*st.session_state.get(WRITTEN, ()), ""):
        # Not one that this session wrote: the user typed or pasted another address.
        _open_link()
    _write_link()
    chosen: Chosen = st.session_state[CHOSEN]
    return chosen


def replace(chosen: Chosen) -> None:
    """Take another scenario as the one shown."""
    st.session_state[CHOSEN] = chosen


def change(**fields: Any) -> None:
    """Change some fields of the request; what cannot be answered is not taken, and the user is told why."""
    try:
        replace(current().changed(**fields))
    except InputError as error:
        refuse(error)


def set_value(name: str, value: Number | None, reason: str = "") -> None:
    """Set one parameter by its full name, ``INTERVENTION.NAME``; None gives it back its own value."""
    asked = current().request
    changes = {key: kept for key, kept in asked.changes.items() if key != name}
    reasons = {key: kept for key, kept in asked.reasons.items() if key != name}
    if value is not None:
        changes[name] = value
        reasons |= {name: reason.strip()} if reason.strip() else {}
    change(changes=changes, reasons=reasons)


def take_programmes(names: tuple[str, ...]) -> None:
    """Take other programmes into the plan; what was set for those that go is put aside, and comes back with them."""
    fewer, aside = with_programmes(current().request, st.session_state.get(ASIDE, Aside()), names)
    try:
        taken = dataclasses.replace(current(), request=fewer)
        taken.check()
    except InputError as error:
        refuse(error)
        return
    st.session_state[ASIDE] = aside
    replace(taken)


def take_role(name: str | None) -> None:
    """Take a role, with its perspective and, unless the user picked some, its programmes."""
    now = current()
    taken = now.with_role(role(name or ""))
    take_programmes(taken.request.interventions)
    replace(dataclasses.replace(current(), role=taken.role))
    change(perspective=taken.request.perspective)


def refuse(error: InputError) -> None:
    """Remember what was wrong, to be said at the top of the page."""
    st.session_state[PROBLEMS] = (*st.session_state.get(PROBLEMS, ()), *error.problems)


def notify(text: str) -> None:
    """Remember what was done, to be said at the top of the page."""
    st.session_state[NOTICES] = (*st.session_state.get(NOTICES, ()), text)


def said() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return problems and notices that have not been shown, and forget them."""
    return st.session_state.pop(PROBLEMS, ()), st.session_state.pop(NOTICES, ())


def enter(page: str) -> None:
    """Remember which page is shown: on a new one every widget is new, and knows nothing of those before."""
    st.session_state[NEW_PAGE] = st.session_state.get(PAGE) != page
    st.session_state[PAGE] = page


def show(key: str, value: Any) -> None:
    """Let a widget show what was chosen, on every page and after every change from elsewhere."""
    # On a page that stays, only where it differs: a widget that a user is moving must not be set back.
    if st.session_state.get(NEW_PAGE, True) or key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _open_link() -> None:
    text = st.query_params.get(PARAMETER)
    if not text:
        return
    try:
        replace(link.decode(text))
    except InputError as error:
        refuse(error)
        kept = "the defaults" if st.session_state[CHOSEN] == DEFAULT else "what you had"
        notify(f"The link could not be used, so this shows {kept}.")


def _write_link() -> None:
    try:
        text = link.encode(st.session_state[CHOSEN])
    except InputError:
        st.query_params.pop(PARAMETER, None)  # the scenarios page says why there is no link
        return
    # A browser may still send an address that was written a moment ago: it is not a new wish.
    written = [one for one in st.session_state.get(WRITTEN, ()) if one != text]
    st.session_state[WRITTEN] = (*written, text)[-LINKS_REMEMBERED:]
    if st.query_params.get(PARAMETER) != text:
        st.query_params[PARAMETER] = text
