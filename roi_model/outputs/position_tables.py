"""The positions of partners as a long, tidy table: a row for each figure, at full precision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from roi_model.analysis.pooling.partner import Basis, Partner
from roi_model.analysis.pooling.position import PartnerPosition, Position
from roi_model.engine.evaluation import Totals
from roi_model.engine.line import Flow
from roi_model.outputs.tables import figure_cells

EVERYONE = "all"


def positions_table(positions: Sequence[PartnerPosition], totals: Totals) -> pd.DataFrame:
    """Return every figure of every partner's position, a row each.

    Columns: area, intervention, sector (``all`` for everyone together), place (empty for all), basis, measure,
    year, unit, base_case, mean, low, high, standard_error, low_error, high_error. A figure of the whole
    horizon stands at its last year.

    Parameters
    ----------
    positions
        Of every partner.
    totals
        What they are positions in.
    """
    return pd.DataFrame(
        [
            {**pooled_cells(totals), **partner_cells(one.partner), "basis": basis.value, **row}
            for one in positions
            for basis in (Basis.FINANCIAL, Basis.ECONOMIC)
            for row in _records(one.on(basis))
        ]
    )


def pooled_cells(totals: Totals) -> dict[str, str]:
    """Return the columns that say what is pooled: the areas and interventions of a package."""
    lines = [line for line in totals.lines if line.flow is Flow.COST]
    names = {
        "area": dict.fromkeys(line.place for line in lines),
        "intervention": dict.fromkeys(line.intervention for line in lines),
    }
    return {name: "; ".join(found) for name, found in names.items()}


def partner_cells(partner: Partner | None) -> dict[str, str]:
    """Return the columns that say who: sector, and place where it is a partner of one place."""
    if partner is None:
        return {"sector": EVERYONE, "place": ""}
    return {"sector": partner.sector.value, "place": partner.place}


def _records(position: Position) -> Iterator[dict[str, Any]]:
    horizon = len(position.cumulative)
    money: Mapping[str, Any] = {
        "contribution": position.contribution,
        "benefit_cash": position.benefit_cash,
        "benefit": position.benefit,
        "net": position.net,
    }
    for measure, figure in money.items():
        yield {"measure": measure, "year": horizon, "unit": "£", **figure_cells(figure)}
    for measure, figures in (("net_of_year", position.yearly), ("cumulative_net", position.cumulative)):
        for number, figure in enumerate(figures):
            yield {"measure": measure, "year": number + 1, "unit": "£", **figure_cells(figure)}
    for year, found in position.in_credit.items():
        yield {"measure": "chance_in_credit", "year": year, "unit": "probability", **figure_cells(found)}
    payback = position.payback
    if payback is None:
        return
    base = None if payback.base is None else float(payback.base)
    cells = {**figure_cells(payback.mean), "base_case": base}
    yield {"measure": "payback_year", "year": horizon, "unit": "year", **cells}
    for number, found in enumerate(payback.by_year):
        yield {"measure": "chance_payback_year", "year": number + 1, "unit": "probability", **figure_cells(found)}
    yield {"measure": "chance_no_payback", "year": horizon, "unit": "probability", **figure_cells(payback.never)}
