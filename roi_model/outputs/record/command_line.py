"""A request as the command line that asks the same."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping

from roi_model.analysis.request import Request

# Fields that each have an option of the same name with one value.
PLAIN = ("horizon", "preset", "perspective", "price_year", "schedule", "also_count", "draws", "seed", "method")


def command_line(command: str, request: Request) -> str:
    """Return the command line that gives the same numbers; its name, note and reasons move none.

    Parameters
    ----------
    command
        The command, such as ``compare`` or ``export publication``.
    request
        What is asked.

    Examples
    --------
    >>> command_line("compare", Request(areas=("Leeds",), interventions=("debt_advice",), changes={"coverage": "20%"}))
    'roi-model compare debt_advice --area Leeds --set coverage=20%'
    """
    return f"roi-model {command} {shlex.join(_words(request))}".rstrip()


def _words(request: Request) -> Iterator[str]:
    yield from request.interventions
    for area in request.areas:
        yield from ("--area", area)
    if request.apart:
        yield "--apart"
    pairs: dict[str, Mapping[str, object]] = {
        "--population": request.population,
        "--set": request.changes,
        "--preset": request.presets,
        "--payer": request.payers,
        "--correlate": request.correlations,
    }
    for option, values in pairs.items():
        for name, value in values.items():
            yield from (option, f"{name}={value}")
    for split in request.splits:
        yield from ("--split", split)
    given = request.as_dict()
    for name in PLAIN:
        if name in given:
            yield from (f"--{name.replace('_', '-')}", str(given[name]))
