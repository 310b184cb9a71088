"""A progress bar on standard error for work that takes more than a moment."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

Advance = Callable[..., None]
SPEED_WINDOW = 600.0  # seconds of finished work that the estimate of the time left rests on


@contextmanager
def progress(description: str, total: float) -> Iterator[Advance]:
    """Show how much of some work is done, and how long the rest will take at the speed so far.

    The bar stands on standard error, and only where that is a terminal: in a file or a pipe
    nothing is written. It is gone when the work ends.

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

    Examples
    --------
    >>> with progress("Adding up", total=3) as advance:
    ...     for number in range(3):
    ...         advance()
    """
    if not sys.stderr.isatty():
        yield _nothing
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, speed_estimate_period=SPEED_WINDOW) as bar:
        task = bar.add_task(description, total=total)

        def advance(steps: float = 1) -> None:
            bar.advance(task, steps)

        yield advance


def _nothing(_steps: float = 1) -> None:
    """Take a step that nobody sees."""
