"""A request as the command line that asks the same."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from typing import Any

from roi_model.analysis.request import Request

# Fields that each have an option of the same name with one value.
PLAIN = ("horizon", "preset", "perspective", "price_year", "schedule", "also_count", "draws", "seed", "method")


# Where an option is not called as what it gives.
OPTIONS = {"contributors": "contributor", "budgets": "budget", "floors": "floor"}


def command_line(command: str, request: Request, options: Mapping[str, Any] | None = None) -> str:
    """Return the command line that gives the same numbers; its name, note and reasons move none.

    Parameters
    ----------
    command
        The command, such as ``compare`` or ``export publication``.
    request
        What is asked.
    options
        What the command was given beside it, as its run record has it.

    Examples
    --------
    >>> command_line("compare", Request(areas=("Leeds",), interventions=("debt_advice",), changes={"coverage": "20%"}))
    'roi-model compare debt_advice --area Leeds --set coverage=20%'
    """
    words = [*_words(request), *(word for name, value in (options or {}).items() for word in _option(name, value))]
    return f"roi-model {command} {shlex.join(words)}".rstrip()


def _option(name: str, value: Any) -> Iterator[str]:
    """Yield the words of one option: a flag, one value, one for each of a list, or NAME=VALUE for each of several."""
    option = f"--{OPTIONS.get(name, name).replace('_', '-')}"
    if isinstance(value, Mapping):
        for key, inner in value.items():
            bands = inner.items() if isinstance(inner, Mapping) else [(inner, None)]
            for amount, effect in bands:
                said = "" if amount is None else f"={amount}" if effect is None else f"={amount}:{effect}"
                yield from (option, f"{key}{said}")
    elif isinstance(value, list | tuple):
        for each in value:
            yield from (option, str(each))
    elif value is True:
        yield option
    else:
        yield from (option, str(value))


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
