"""The cases of one request over several time horizons."""

from __future__ import annotations

from roi_model.analysis.request import Request
from roi_model.engine.case import Case


def cases_of(request: Request, horizons: tuple[int, ...] | None) -> list[tuple[Case, tuple[int, ...]]]:
    """Return each case, and the time horizons that it can be evaluated over at once.

    A split of a cost by amounts depends on the time horizon, so that each horizon has a case of its own then.

    Parameters
    ----------
    request
        What is asked; its own horizon is not used.
    horizons
        Whole years; None for each intervention's published time horizon.

    Raises
    ------
    InputError
        When a name is unknown, a value is not allowed, or a figure is missing.
    """
    if horizons is None or not request.splits:
        plain = request if request.horizon is None else request.model_copy(update={"horizon": None})
        cases = plain.cases()
        return [(case, horizons or (case.description.published.horizon,)) for case in cases]
    each = [request.model_copy(update={"horizon": years}).cases() for years in horizons]
    return [(case, (years,)) for same in zip(*each, strict=True) for case, years in zip(same, horizons, strict=True)]
