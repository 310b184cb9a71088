"""The rows of finished units as a table of Parquet: the same units give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from roi_model.analysis.sweep.figures import FIGURES, Key
from roi_model.analysis.sweep.unit import Finished

TEXTS = (
    "scenario", "area", "area_code", "intervention", "preset", "perspective", "price_year",
    "sector", "kind", "measure", "unit",
)  # fmt: skip
COLUMNS = (
    "scenario", "area", "area_code", "intervention", "preset", "horizon", "perspective", "price_year",
    "sector", "kind", "measure", "unit", *FIGURES,
)  # fmt: skip
Codes = NDArray[np.int32]


def part_table(finished: Sequence[Finished]) -> Any:
    """Return the rows of units as an Arrow table, unit by unit in the order of their numbers.

    Columns: scenario, area, area_code, intervention, preset, horizon, perspective, price_year, sector,
    kind, measure, unit, base_case, mean, low, high, standard_error. A figure that is not defined is null.
    """
    import pyarrow as pa  # noqa: PLC0415 - slow to load, and wanted by sweeps alone

    in_order = sorted(finished, key=lambda done: done.unit.number)
    counts = [len(done.rows.keys) for done in in_order]
    distinct, keys = _distinct_keys(in_order)
    of_units = {
        "scenario": [done.unit.scenario for done in in_order],
        "area": [done.unit.area for done in in_order],
        "area_code": [done.unit.area_code for done in in_order],
        "perspective": [done.unit.request.perspective for done in in_order],
        "price_year": [done.unit.request.price_year for done in in_order],
    }
    columns: dict[str, Any] = {}
    for name in COLUMNS:
        if name in of_units:
            texts, codes = _coded(of_units[name])
            columns[name] = _dictionary(texts, np.repeat(codes, counts))
        elif name in TEXTS:
            texts, codes = _coded([getattr(key, name) for key in distinct])
            columns[name] = _dictionary(texts, codes[keys])
        elif name == "horizon":
            columns[name] = pa.array(np.array([key.horizon for key in distinct], dtype=np.int32)[keys])
    values = np.concatenate([np.empty((0, len(FIGURES))), *(done.rows.values for done in in_order)])
    for number, name in enumerate(FIGURES):
        column = np.ascontiguousarray(values[:, number])
        columns[name] = pa.array(column, mask=np.isnan(column))
    return pa.table(columns)


def _distinct_keys(finished: Sequence[Finished]) -> tuple[list[Key], NDArray[np.int64]]:
    """Return the distinct keys in order of first use, and the number of each row's key among them.

    Most units share their keys, as one object, whose numbers are looked up once.
    """
    distinct: dict[Key, int] = {}
    known: dict[int, NDArray[np.int64]] = {}
    numbers = [np.empty(0, dtype=np.int64)]
    for done in finished:
        keys = done.rows.keys
        if id(keys) not in known:
            own = [distinct.setdefault(key, len(distinct)) for key in keys]
            known[id(keys)] = np.array(own, dtype=np.int64)
        numbers.append(known[id(keys)])
    return list(distinct), np.concatenate(numbers)


def parquet_bytes(table: Any) -> bytes:
    """Return a table as the content of a Parquet file."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - slow to load, and wanted by sweeps alone

    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", use_dictionary=list(TEXTS))
    return sink.getvalue()


def _coded(texts: Sequence[str]) -> tuple[list[str], Codes]:
    """Return the distinct texts in order of first use, and the number of each text among them."""
    distinct = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return list(distinct), np.array([distinct[text] for text in texts], dtype=np.int32)


def _dictionary(texts: list[str], codes: Codes) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - slow to load, and wanted by sweeps alone

    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(texts, pa.string()))


assert set(TEXTS) - {"scenario", "area", "area_code", "perspective", "price_year"} <= set(Key._fields)
