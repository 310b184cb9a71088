"""Work that takes more than a moment: a bar that shows how far it is, and a button that stops it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

STOPPED = "It was stopped. Nothing was changed; start it again when you like."


@contextmanager
def watch(description: str, total: float) -> Iterator[Callable[..., None]]:
    """Show how much of some work is done; whatever else the user does stops it at the next step.

    A page runs from top to bottom. When a user presses a button in the meantime, Streamlit ends the run at the
    next thing that it shows, which is the next step of this bar, and starts a new one.

    Parameters
    ----------
    description
        What is being done, in a few words.
    total
        How many steps the work has; at least 1.

    Yields
    ------
    callable
        ``advance()`` marks one step done, ``advance(3)`` three.
    """
    bar = st.progress(0.0, text=description)
    done = 0.0

    def advance(steps: float = 1) -> None:
        nonlocal done
        done += steps
        bar.progress(min(done / total, 1.0), text=f"{description}: {done / total:.0%}")

    yield advance
    bar.empty()


def started(label: str, key: str, *, help_text: str) -> bool:
    """Show a button that starts long work, and one that stops it while it runs; return whether it is to run now.

    What is found is kept by the session; call ``st.rerun()`` after it, so that the button to stop goes.

    Parameters
    ----------
    label
        What the button says.
    key
        Name of the button.
    help_text
        What the work does, and about how long it takes.
    """
    buttons = st.container(horizontal=True)
    begun = buttons.button(label, key=key, type="primary", help=help_text)
    if begun:
        buttons.button("Stop", key=f"{key}.stop", help="Ends the work at once. Your choices are kept.")
    elif st.session_state.get(f"{key}.stop"):
        st.info(STOPPED)
    return begun
