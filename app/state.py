"""What this session has chosen: kept in its own memory and in the address, never shared with another session."""

from __future__ import annotations

import dataclasses
import time
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
PAGE, NEW_PAGE, ASIDE, MOVED, SINCE = "_page", "_new_page", "_aside", "_moved", "_since"
LINKS_REMEMBERED = 100
ECHO = 1.0  # seconds in which a browser may still send the address before the one that it was given


def current() -> Chosen:
    """Return what this session has chosen: at first what its address asks for, or the defaults."""
    if CHOSEN not in st.session_state:
        st.session_state[CHOSEN] = DEFAULT
        _open_link()
    chosen: Chosen = st.session_state[CHOSEN]
    return chosen


def replace(chosen: Chosen) -> None:
    """Take another scenario as the one shown."""
    st.session_state[CHOSEN] = chosen
    st.session_state[MOVED] = True


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


def pick(page: str, **fields: Any) -> None:
    """Pick something on a page, where it is kept until it is picked anew."""
    try:
        replace(current().picked(page, **fields))
    except InputError as error:
        refuse(error)


def kept(page: str, field: str, key: str, now: Any) -> dict[str, Any]:
    """Let a widget show what is picked on a page, and keep what is picked next; to be given to the widget.

    Parameters
    ----------
    page, field
        Where it is kept: a field of `PageChoices`, and one of that page.
    key
        Name of the widget.
    now
        What it shows.
    """
    show(key, now)
    return {"key": key, "on_change": _take_picked, "args": (page, field, key)}


def _take_picked(page: str, field: str, key: str) -> None:
    pick(page, **{field: st.session_state[key]})


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


def follow_address() -> None:
    """Take what the address asks for that is new, and write what is chosen into it."""
    if CHOSEN in st.session_state and _is_new_wish():
        _open_link()
    current()
    st.session_state[MOVED] = False
    _write_link()


def _is_new_wish() -> bool:
    """Whether the address asks for something else: another one was typed, or the user went back or forward."""
    text = st.query_params.get(PARAMETER, "")
    written: tuple[str, ...] = st.session_state.get(WRITTEN, ())
    if not text or written[-1:] == (text,):
        return False
    if text not in written:
        return True
    # One written before. A browser may not yet know the last one: then it is an echo, and no wish.
    is_echo = st.session_state.get(MOVED, False) or time.monotonic() - st.session_state.get(SINCE, 0.0) < ECHO
    return not is_echo


def show(key: str, value: Any) -> None:
    """Let a widget show what was chosen, on every page and after every change from elsewhere."""
    # On a page that stays, only where it differs: a widget that a user is moving must not be set back.
    if st.session_state.get(NEW_PAGE, True) or key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _open_link() -> None:
    text = st.query_params.get(PARAMETER)
    if not text:
        return
    before = st.session_state[CHOSEN]
    try:
        found = link.open_link(text)
    except InputError as error:
        refuse(error)
        kept_instead = "the defaults" if before == DEFAULT else "what you had"
        notify(f"The link could not be used, so this shows {kept_instead}.")
        return
    replace(found.chosen)
    for sentence in found.capped:
        notify(sentence)
    if found.problems:
        refuse(InputError(found.problems))
        notify("Parts of the link could not be used. They are named above and left out; all the rest is shown.")


def has_link() -> bool:
    """Whether the address holds what is chosen; it does not where that is too long."""
    return PARAMETER in st.query_params


def _write_link() -> None:
    """Write what is chosen into the address, where it fits."""
    try:
        text = link.encode(st.session_state[CHOSEN])
    except InputError:
        st.query_params.pop(PARAMETER, None)  # every page says what to do instead
        return
    written = st.session_state.get(WRITTEN, ())
    if written[-1:] != (text,):
        st.session_state[WRITTEN] = (*(one for one in written if one != text), text)[-LINKS_REMEMBERED:]
    if st.query_params.get(PARAMETER) != text:
        st.query_params[PARAMETER] = text
        st.session_state[SINCE] = time.monotonic()
