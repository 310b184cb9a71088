"""Reference results of the last release, for back tests: every figure of every intervention in three places.

Numbers are kept to six significant digits, so that the last digits of another processor or library are no difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from roi_model.analysis.moved_figures import FIGURES, KEY, ROUNDING, Differences, differences
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.outputs.difference.evidence_values import changed_values, evidence_lines, evidence_values, read_evidence
from roi_model.outputs.difference.words import amount, change, relative, where
from roi_model.outputs.sweep.notebook import sweep

FOLDER = Path(__file__).parent / "reference"
PARAMETERS = FOLDER / "parameters.csv"
DIGITS = 6
ROUNDED = 1e-5  # relative difference that may be a matter of one in the sixth digit
SHOWN = 20
SWEEP = {
    "areas": ["England", "Leeds", "Rutland"],
    "draws": 200,
    "scenarios": {"evidence": {"preset": "evidence"}, "phe-2017": {"preset": "phe-2017"}},
    "horizon": [1, 5, 10],
}
COMMAND = "python -m validation.regenerate_reference"


def reference_path(intervention: str) -> Path:
    """Return where an intervention's reference results stand."""
    return FOLDER / f"{intervention}.csv"


def kept_results(intervention: str) -> pd.DataFrame:
    """Return the reference results of an intervention."""
    return pd.read_csv(reference_path(intervention), keep_default_na=False, na_values={name: [""] for name in FIGURES})


@lru_cache(maxsize=1)
def _todays() -> pd.DataFrame:
    parts = [part[[*KEY, *FIGURES]] for part in sweep(SWEEP)]
    return pd.concat(parts, ignore_index=True).astype({name: str for name in KEY if name != "horizon"})


def todays_results(intervention: str) -> pd.DataFrame:
    """Return the same figures as the program gives them today."""
    today = _todays()
    return today[today["intervention"] == intervention].reset_index(drop=True)


def moved_since(intervention: str) -> Differences:
    """Return what moved since the reference results were written."""
    return differences(kept_results(intervention), todays_results(intervention), ROUNDED)


def reference_text(intervention: str) -> str:
    """Return an intervention's reference results as today's program gives them, as CSV."""
    today = todays_results(intervention)
    figures = {name: [_short(number) for number in _without_noise(today, name)] for name in FIGURES}
    return str(today.assign(**figures).to_csv(index=False, lineterminator="\n"))


def differences_in_words(found: Differences) -> Iterator[str]:
    """Yield a line for each figure that moved, the first of them only, and for each parameter that explains it."""
    for number, row in enumerate(found.moved.to_dict("records")):
        if number == SHOWN:
            yield f"and {len(found.moved) - SHOWN:,} more"
            break
        named = {str(name): cell for name, cell in row.items()}
        unit = str(row["unit"])
        yield (
            f"{where(named)}: {row['measure']} ({row['kind']}) {amount(row['before'], unit)} -> "
            f"{amount(row['after'], unit)} ({change(row['change'], unit)}, {relative(row['relative_change'])})"
        )
    if len(found.gone) or len(found.new):
        yield f"{len(found.gone):,} figures are gone, {len(found.new):,} are new"
    for value in changed_values(read_evidence(PARAMETERS), evidence_values()):
        name = f"{value.intervention}, {value.preset}: {value.parameter}"
        yield f"{name} was {value.before or 'not there'} and is {value.after or 'not there'}"


def write_reference() -> None:
    """Write the reference results, and the values of the evidence they rest on, as they are today."""
    FOLDER.mkdir(exist_ok=True)
    for intervention in INTERVENTION_NAMES:
        reference_path(intervention).write_text(reference_text(intervention), encoding="utf-8")
    PARAMETERS.write_bytes(b"".join(evidence_lines()))


def _without_noise(today: pd.DataFrame, name: str) -> pd.Series:
    """Return a column with 0 in the place of what is nothing but rounding of the mean."""
    numbers = today[name].astype(float)
    return numbers.mask(numbers.abs() < ROUNDING * today["mean"].abs(), 0.0)


def _short(number: float) -> str:
    if np.isnan(number):
        return ""
    return np.format_float_positional(number, precision=DIGITS, fractional=False, trim="-")
