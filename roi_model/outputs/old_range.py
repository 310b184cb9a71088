"""What to know of a value that was changed while its interval stayed: draws follow the interval alone."""

from __future__ import annotations


def range_is_old(low: float, high: float) -> str:
    """Return what a new value with its old interval does and does not move, and what to do about it.

    Examples
    --------
    >>> range_is_old(201, 377).partition(". ")[0]
    'Its low and high are still 201 and 377, so the base case moves and the simulated figures do not'
    """
    return (
        f"Its low and high are still {low:.10g} and {high:.10g}, so the base case moves and the simulated figures do "
        "not. Change low and high too, or clear both to hold the number fixed."
    )
