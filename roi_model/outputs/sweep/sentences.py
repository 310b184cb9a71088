"""What a sweep will take and what it has come to, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from roi_model.analysis.sweep.unit import Failure
from roi_model.outputs.sweep.forecast import Forecast
from roi_model.outputs.sweep.run import Outcome

SHOWN = 10  # of the failures
SPOILED_SHOWN = 3  # of the files that were made again


def duration(seconds: float) -> str:
    """Write a time that was estimated, in the unit a person would use.

    Examples
    --------
    >>> [duration(x) for x in (0.4, 12.3, 200, 5000, 400_000)]
    ['less than 2 seconds', 'about 12 seconds', 'about 3 minutes', 'about 1.4 hours', 'about 4.6 days']
    """
    if seconds < 2:
        return "less than 2 seconds"
    if seconds < 100:
        return f"about {seconds:.0f} seconds"
    if seconds < 6000 and seconds / 60 < 80:
        return f"about {seconds / 60:.0f} minutes"
    return f"about {seconds / 3600:.1f} hours" if seconds < 48 * 3600 else f"about {seconds / 86400:.1f} days"


def size(number: float) -> str:
    """Write how much room something takes.

    Examples
    --------
    >>> [size(x) for x in (800, 12_345, 3_400_000, 7_100_000_000)]
    ['1 kB', '12 kB', '3.4 MB', '7.1 GB']
    """
    if number < 999_500:
        return f"{max(number / 1e3, 1):.0f} kB"
    return f"{number / 1e6:.1f} MB" if number < 999.5e6 else f"{number / 1e9:.1f} GB"


def several(number: int, one: str, many: str = "") -> str:
    """Write a number of things.

    Examples
    --------
    >>> several(1, "scenario"), several(153, "place"), several(1, "run")
    ('1 scenario', '153 places', '1 run')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def forecast_sentences(found: Forecast, done: int = 0) -> list[str]:
    """Say how many runs, how long and how large; ``done`` is how many of its files are there already."""
    parts = (several(found.scenarios, "scenario"), several(found.areas, "place"))
    said = [
        (
            f"{' × '.join((*parts, several(found.interventions, 'intervention')))} = {several(found.runs, 'run')} "
            f"of {several(found.draws, 'draw')} each."
        ),
        (
            f"Time: {duration(found.seconds)} in one process on this machine, worked out from "
            f"{several(found.sampled, 'scenario in a place', 'scenarios in a place')} that were run just now."
        ),
        f"Room: about {size(found.size)} for {found.rows:,} rows in {several(found.files, 'file')}.",
    ]
    if found.failed:
        said.append(
            f"{several(found.failed, 'of those that were run', 'of those that were run')} could not be worked out."
        )
    if done:
        said.append(f"{several(done, 'file is', 'files are')} there already, and will not be run again.")
    return [*said, "Nothing was written."]


def outcome_sentences(outcome: Outcome) -> list[str]:
    """Say what was done, where it is, and how to read it."""
    if outcome.found == outcome.units:
        first = f"Everything was done before: {several(outcome.units, 'scenario in a place', 'scenarios in a place')}."
    elif outcome.found:
        first = (
            f"{outcome.units:,} scenarios in a place are done: {outcome.found:,} were done before, "
            f"{outcome.units - outcome.found:,} now."
        )
    else:
        first = f"{several(outcome.units, 'scenario in a place is', 'scenarios in a place are')} done."
    return [
        first,
        *_spoiled(outcome),
        f"{outcome.path}: {several(outcome.rows, 'row')} in {several(outcome.files, 'file')}, {size(outcome.size)}.",
    ]


def _spoiled(outcome: Outcome) -> list[str]:
    """Say which files were not as they were written."""
    if not outcome.spoiled:
        return []
    number, named = len(outcome.spoiled), ", ".join(outcome.spoiled[:SPOILED_SHOWN])
    more = f" and {number - SPOILED_SHOWN:,} more" if number > SPOILED_SHOWN else ""
    return [f"Damaged or gone since, as the digests say, and made again: {named}{more}."]


def failure_sentences(failures: Sequence[Failure]) -> list[str]:
    """Say what could not be worked out, by name."""
    said = []
    for failure in failures[:SHOWN]:
        what = f", {failure.intervention}" if failure.intervention else ""
        said.append(f"Failed: '{failure.scenario}' in {failure.area}{what}: {failure.why}")
    if len(failures) > SHOWN:
        said.append(f"{len(failures) - SHOWN:,} more failed; failures.csv lists all of them.")
    return said
