"""What moved between two tables of figures: by how much, as a share, and beside the Monte Carlo error."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from roi_model.inputs.refusal import InputError

# What names a figure; a table may lack some of these columns.
KEY = ("scenario", "area", "intervention", "horizon", "sector", "kind", "measure", "unit")
FIGURES = ("base_case", "mean", "low", "high", "standard_error")
CASE = ("scenario", "area", "intervention", "horizon")  # of the key: what is evaluated at once
MOVED_COLUMNS = (
    *KEY, "before", "after", "change", "relative_change", "in_standard_errors", "base_case_before", "base_case_after",
)  # fmt: skip

POSITION = "position"  # the net present value of a sector
# Headline to the measure, and whether it is that of a sector.
HEADLINES = {
    "net_present_value": ("net_present_value", False),
    "return_per_pound": ("return_per_pound", False),
    "chance_benefits_exceed_costs": ("chance_benefits_exceed_costs", False),
    POSITION: ("net_present_value", True),
}
KEPT_EACH = 10  # of the figures of one measure and one intervention, those that moved most
ROUNDING = 1e-12  # relative difference that may be a matter of the order of adding


@dataclass(frozen=True)
class Differences:
    """What became of the figures of two tables.

    Attributes
    ----------
    compared
        How many figures stand in both.
    moved
        Those of which anything differs, a row each, in the order of the first table. Columns: the
        key; the mean before and after; the change, absolute, ÷ the size of the first, and ÷ the
        larger of the two Monte Carlo standard errors; the base case before and after.
    gone, new
        Keys of the figures that stand in one of the two alone.
    """

    compared: int
    moved: pd.DataFrame
    gone: pd.DataFrame
    new: pd.DataFrame


def differences(before: pd.DataFrame, after: pd.DataFrame, tolerance: float = ROUNDING) -> Differences:
    """Set two tables of figures side by side.

    A figure moved when its base case, mean, interval or standard error did. One that is not defined in
    both has not moved; one that is defined in one of them has.

    Parameters
    ----------
    before, after
        Tables with the columns `KEY` and `FIGURES`, each figure once.
    tolerance
        Relative difference up to which a number has not moved.

    Raises
    ------
    InputError
        When a figure stands twice in a table.

    Examples
    --------
    >>> row = {**dict.fromkeys(KEY, ""), **dict.fromkeys(FIGURES, 1.0), "standard_error": 0.1}
    >>> found = differences(pd.DataFrame([row]), pd.DataFrame([{**row, "mean": 1.5}]))
    >>> found.moved[["change", "relative_change", "in_standard_errors"]].to_numpy().tolist()
    [[0.5, 0.5, 5.0]]
    """
    keys = list(KEY)
    for table in (before, after):
        twice = table[table.duplicated(keys)]
        if len(twice):
            raise InputError(f"A figure stands twice: {_named(twice.iloc[0])}.")
    both = before.merge(after, on=keys, how="outer", suffixes=("_before", "_after"), indicator=True, sort=False)
    # An outer merge sorts; the order of the first table is what a reader knows.
    order = {key: number for number, key in enumerate(_keys(pd.concat([before, after])))}
    both = both.assign(place=[order[key] for key in _keys(both)]).sort_values("place")
    common = both[both["_merge"] == "both"]
    changed = np.zeros(len(common), dtype=bool)
    for name in FIGURES:
        changed |= _differs(common, name, tolerance)
    return Differences(
        compared=len(common),
        moved=_moved(common[changed]),
        gone=both.loc[both["_merge"] == "left_only", keys].reset_index(drop=True),
        new=both.loc[both["_merge"] == "right_only", keys].reset_index(drop=True),
    )


def _keys(table: pd.DataFrame) -> Iterable[tuple[object, ...]]:
    return zip(*(table[name] for name in KEY), strict=True)


def _named(row: pd.Series) -> str:
    return ", ".join(f"{name} {row[name]}" for name in KEY if row[name] != "")


def _differs(common: pd.DataFrame, name: str, tolerance: float) -> np.ndarray:
    """Return which figures have another base case, mean, end of interval or error, beyond rounding."""
    one, other, *means = (
        common[f"{column}_{side}"].to_numpy(dtype=float) for column in (name, "mean") for side in ("before", "after")
    )
    # What is known for certain has an error that is nothing but rounding of its mean.
    noise = (ROUNDING if tolerance else 0.0) * np.nan_to_num(np.maximum(*np.abs(means)))
    apart = np.abs(one - other) > tolerance * np.maximum(np.abs(one), np.abs(other)) + noise
    return np.asarray(np.where(np.isnan(one) | np.isnan(other), np.isnan(one) != np.isnan(other), apart), dtype=bool)


def _moved(rows: pd.DataFrame) -> pd.DataFrame:
    before, after = (rows[f"mean_{side}"].astype(float) for side in ("before", "after"))
    errors = rows[["standard_error_before", "standard_error_after"]].astype(float).max(axis=1)
    # A figure that is the same in every draw has no error but that of adding up, and no number of it says anything.
    errors = errors.where(errors > ROUNDING * np.maximum(before.abs(), after.abs()))
    change = after - before
    found = rows[list(KEY)].assign(
        before=before,
        after=after,
        change=change,
        relative_change=change / before.abs().where(before != 0),
        in_standard_errors=change / errors,
        base_case_before=rows["base_case_before"],
        base_case_after=rows["base_case_after"],
    )
    return found[list(MOVED_COLUMNS)].reset_index(drop=True)


@dataclass
class Tally:
    """What moved in all, taken in table by table, so that memory does not grow with the number of figures.

    Attributes
    ----------
    compared, moved, gone, new
        How many figures.
    measures
        Measure and kind to how many figures moved, and the row of the one that moved most.
    headlines
        Figures of all sectors together and of every kind of value that moved most, the first of them the most.
    """

    compared: int = 0
    moved: int = 0
    gone: int = 0
    new: int = 0
    measures: dict[tuple[str, str], tuple[int, dict[str, Any]]] = field(default_factory=dict)
    headlines: dict[str, pd.DataFrame] = field(default_factory=dict)

    def add(self, found: Differences) -> None:
        """Take in what became of some figures."""
        self.compared += found.compared
        self.moved += len(found.moved)
        self.gone += len(found.gone)
        self.new += len(found.new)
        for (measure, kind), rows in found.moved.groupby(["measure", "kind"], sort=False):
            name = str(measure), str(kind)
            first = {str(column): cell for column, cell in most_moved(rows).iloc[0].items()}
            count, largest = self.measures.get(name, (0, first))
            self.measures[name] = (count + len(rows), first if _size(first) > _size(largest) else largest)
        for headline, (measure, of_sectors) in HEADLINES.items():
            whole = found.moved["sector"].isin(["", "all"])
            own = found.moved[(found.moved["measure"] == measure) & (whole != of_sectors)]
            own = own[own["kind"].isin(["", "all"])]
            kept = self.headlines.get(headline)
            both = own if kept is None else pd.concat([kept, own]) if len(own) else kept
            self.headlines[headline] = most_moved(both).groupby("intervention", sort=False).head(KEPT_EACH)

    def cases(self, most: int) -> list[dict[str, Any]]:
        """Return the rows by which cases are chosen to be explained: net present values first, a case once."""
        chosen: dict[tuple[object, ...], dict[str, Any]] = {}
        for headline in HEADLINES:
            rows = self.headlines.get(headline)
            for row in [] if rows is None else one_of_each(rows, len(rows)):
                chosen.setdefault(tuple(row[name] for name in CASE), row)
        return list(chosen.values())[:most]


def most_moved(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of moved figures, those first that moved most as a share; one that came or went comes first."""
    size = rows["relative_change"].abs().where(rows["change"].notna() & rows["relative_change"].notna(), np.inf)
    only_beside = rows["change"] == 0
    return (
        rows.assign(size=size.where(~only_beside, 0.0))
        .sort_values("size", ascending=False, kind="stable")
        .drop(columns="size")
    )


def one_of_each(rows: pd.DataFrame, most: int) -> list[dict[str, Any]]:
    """Return the rows that moved most, of every intervention one before a second of any."""
    rank = rows.groupby("intervention", sort=False).cumcount()
    first = rows.assign(rank=rank).sort_values("rank", kind="stable").drop(columns="rank").head(most)
    return [{str(name): cell for name, cell in row.items()} for row in first.to_dict("records")]


def _size(row: Mapping[str, Any]) -> float:
    relative = abs(float(row["relative_change"]))
    if float(row["change"]) == 0:
        return 0.0
    return math.inf if math.isnan(relative) else relative
