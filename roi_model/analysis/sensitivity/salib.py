"""How SALib is called: its statement of a problem, its seed, its warnings."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from roi_model.analysis.sensitivity.indices import Index
from roi_model.engine.cash_flow import Array

RESAMPLES = 50  # of each bootstrap: margins are known to about 10%


def problem(names: tuple[str, ...], low: float = 0.0, high: float = 1.0) -> dict[str, Any]:
    """Return independent parameters, each between ``low`` and ``high``, as SALib takes them."""
    return {"num_vars": len(names), "names": list(names), "bounds": [[low, high]] * len(names)}


def salib_seed(seed: int) -> int:
    """Return the seed that SALib is given; it takes 0 for none."""
    return seed + 1


def indices(estimates: Array, margins: Array) -> tuple[Index, ...]:
    """Return estimates with the half-widths of their intervals."""
    return tuple(Index(float(estimate), float(margin)) for estimate, margin in zip(estimates, margins, strict=True))


@contextmanager
def quiet() -> Iterator[None]:
    """Keep SALib's warnings from the user.

    What they could say of the input is refused in a sentence before SALib sees it; the rest is about
    SALib's own use of its libraries.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
