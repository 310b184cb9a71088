"""Work that takes more than a moment: done beside the page, with a bar that shows how far it is, and a stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import Event
from typing import TypeVar

import streamlit as st

from roi_model.analysis.watching import Advance, Watch

STOPPED = "It was stopped. Your choices are as they were; start it again when you like."
GLANCE = 0.1  # seconds between two looks at how far the work is, and whether somebody stopped it
Result = TypeVar("Result")


class StoppedError(Exception):
    """Ends work that somebody stopped."""


class Course:
    """How far some work is. The worker writes it and the page reads it."""

    def __init__(self) -> None:
        self.text, self.share = "Getting ready", 0.0
        self._stopped = Event()

    def stop(self) -> None:
        """Let the work end at its next step."""
        self._stopped.set()

    @contextmanager
    def watch(self, description: str, total: float) -> Iterator[Advance]:
        """Follow one part of the work.

        Yields
        ------
        callable
            ``advance()`` marks one step done, ``advance(3)`` three, ``advance(0)`` none. Each ends the work where
            somebody stopped it.
        """
        done = 0.0

        def advance(steps: float = 1) -> None:
            nonlocal done
            if self._stopped.is_set():
                raise StoppedError
            done += steps
            self.share = min(done / total, 1.0)
            self.text = f"{description}: {self.share:.0%}"

        advance(0)
        yield advance


def carried_out(work: Callable[[Watch], Result]) -> Result:
    """Do long work, and show how far it is until it is done.

    The work runs in a thread of its own, and this page looks after it. When a user presses a button in the meantime,
    Streamlit ends the page's run at the next look, within about a tenth of a second, whatever the work is at. The
    work itself ends at its next step.

    Parameters
    ----------
    work
        Is given a `Watch`; it must not use Streamlit.

    Raises
    ------
    InputError
        What the work refuses.
    """
    course = Course()
    bar = st.progress(course.share, text=course.text)
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        coming = pool.submit(work, course.watch)
        while not wait([coming], timeout=GLANCE).done:
            bar.progress(course.share, text=course.text)
        bar.empty()
        return coming.result()
    finally:
        course.stop()
        pool.shutdown(wait=False)


def started(label: str, key: str, *, help_text: str, stopped: str = STOPPED) -> bool:
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
    stopped
        What is said after it was stopped.
    """
    buttons = st.container(horizontal=True)
    begun = buttons.button(label, key=key, type="primary", help=help_text)
    if begun:
        buttons.button("Stop", key=f"{key}.stop", help="Ends the work at once. Your choices are kept.")
    elif st.session_state.get(f"{key}.stop"):
        st.info(stopped)
    return begun
