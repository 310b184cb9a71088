"""What surrounds every page: what went wrong, what was done, and the notes at its foot."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from roi_model.app import state
from roi_model.app.chosen import Chosen
from roi_model.app.words import refusal
from roi_model.inputs.refusal import InputError
from roi_model.outputs import notes
from roi_model.outputs.record.run_record import run_record
from roi_model.outputs.terms import TERMS

UNEXPECTED = (
    "Something went wrong that should not have. Your choices are kept in the address of this page. Load the page "
    "again, or go to another one. If it happens again, please report it with that address."
)
NO_LINK = (
    "You have chosen more than a link can hold, so the address of this page does not hold it. Loading the page again "
    "would lose it. Save it as a file on the page Scenarios, and send the file instead of a link."
)
# Wide tables need the room, and a phone has none to spare.
STYLE = """<style>
[data-testid="stMainBlockContainer"] {padding-left: 2rem; padding-right: 2rem; max-width: 1500px}
@media (max-width: 640px) {[data-testid="stMainBlockContainer"] {padding-left: 1rem; padding-right: 1rem}}
</style>"""
WORDS = "What the words mean"
logger = logging.getLogger(__name__)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Say in a sentence what went wrong on a page; nobody is shown a traceback."""
    try:
        yield
    except InputError as error:
        for problem in error.problems:
            st.error(shown(refusal(problem)))
    except Exception:  # the one place where all is caught: a user gets a sentence, and the log everything
        logger.exception("A page could not be shown.")
        st.error(UNEXPECTED)


def address() -> None:
    """Follow the address of the page, which holds every choice."""
    with plain_errors():
        state.follow_address()


def begin(page: str) -> None:
    """Begin a page: its looks, and what was refused and what was done since the last one."""
    st.html(STYLE)
    state.enter(page)
    problems, notices = state.said()
    for problem in problems:
        st.warning(shown(refusal(problem)))
    for notice in notices:
        st.info(shown(notice))
    if not state.has_link():
        st.warning(NO_LINK)


def foot(chosen: Chosen) -> None:
    """Show what a reader must know to use the numbers: rules, place, presets, version."""
    request = chosen.request
    cases = request.cases()
    with st.expander("Notes: what these numbers rest on"):
        for sentence in (
            *map(refusal, request.left_out()),
            *notes.lever_notes(cases),
            *notes.horizon_notes(cases, request.horizon),
            notes.RETURN_DEFINED,
            notes.INTERVAL_DEFINED,
            f"{notes.preset_note(cases)} {notes.PRESETS_DEFINED}",
            *notes.area_notes(request.area()),
            f"{notes.analysis_note(request.analysis())} {notes.record_note(run_record(cases, request.analysis()))}",
        ):
            st.markdown(f"- {shown(sentence)}")
    _glossary()


def _glossary() -> None:
    with st.expander(WORDS):
        st.markdown("\n".join(f"- **{shown(name)}**: {shown(TERMS[name])}" for name in sorted(TERMS, key=str.casefold)))


def shown(text: str) -> str:
    r"""Return a sentence as it is to be read, where some signs would mean something to Markdown.

    Examples
    --------
    >>> print(shown("* costs $5"))
    \* costs \$5
    """
    for sign in ("\\", "*", "$", "_", "[", "]", "<", ">", "`", "~"):
        text = text.replace(sign, f"\\{sign}")
    return text
