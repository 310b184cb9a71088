"""How long work tells whoever waits how far it is, and lets them stop it between any two steps."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

# ``advance()`` says that a step is done, ``advance(3)`` three. ``advance(0)`` says that work goes on: whoever gave it
# may end the work there, by raising what ends it.
Advance = Callable[..., None]
# Given what is being done and its number of steps.
Watch = Callable[[str, int], AbstractContextManager[Advance]]


def unseen(_steps: float = 1) -> None:
    """Take a step that nobody waits for."""


def silent(_description: str, _total: int) -> AbstractContextManager[Advance]:
    """Watch nothing.

    Examples
    --------
    >>> with silent("Adding up", 2) as advance:
    ...     advance(2)
    """
    return nullcontext(unseen)
