"""Names of files that are made of what somebody asked."""

from __future__ import annotations

import re

from roi_model.analysis.request import Request

LONGEST = 60


def stem(request: Request) -> str:
    """Return how the names of files begin: after the scenario, or the place; plain letters, digits and dashes.

    Examples
    --------
    >>> stem(Request(areas=["St. Helens"])), stem(Request(name="Plan/B?"))
    ('st-helens', 'plan-b')
    """
    name = request.name or ", ".join(place.name for place in request.places())
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST] or "roi-model"
