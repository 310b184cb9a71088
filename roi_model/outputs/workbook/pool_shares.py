"""Shares that were typed on *Pool*: they move that workbook alone, which whoever reads it back must be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from openpyxl.workbook import Workbook

from roi_model.engine.sector import Sector
from roi_model.outputs.workbook.pool_sheet import FIRST_ROW, SHARE_COLUMN, SHEET
from roi_model.outputs.workbook.safe_reading import OpenWorkbook, sheet_rows

SAME_SHARE = 1e-6  # what differs by less is a matter of rounding


def written_shares(workbook: Workbook) -> dict[str, float]:
    """Return the share of each sector as the sheet was written."""
    sheet = workbook[SHEET]
    shares = (sheet.cell(FIRST_ROW + place, SHARE_COLUMN).value for place in range(len(Sector)))
    return {sector.value: share for sector, share in zip(Sector, shares, strict=True) if isinstance(share, float | int)}


def changed_shares(book: OpenWorkbook, exported: Mapping[str, float]) -> Iterator[str]:
    """Yield a sentence where shares of the pool are no longer those of the export.

    Parameters
    ----------
    book
        That was sent back; its sheet *Pool* may be gone.
    exported
        The shares as they were written; empty for a workbook that does not say.
    """
    if SHEET not in book.values.sheetnames or not exported:
        return
    found = dict(_typed(sheet_rows(book, SHEET)))
    moved = [
        f"{Sector(name).label} was {_percent(was)} and is {_percent(found[name])}"
        for name, was in exported.items()
        if name in found and not _is_same(found[name], was)
    ]
    if moved:
        yield (
            f"The shares on the worksheet {SHEET} were changed ({', '.join(moved)}). They are not read back: what runs "
            "is who pays on the worksheet Inputs, or say it with --payer or --split."
        )


def _typed(rows: Sequence[Sequence[float | str | None]]) -> Iterator[tuple[str, float | str | None]]:
    labels = {sector.label: sector.value for sector in Sector}
    for row in rows:
        if len(row) >= SHARE_COLUMN and row[0] in labels:
            yield labels[str(row[0])], row[SHARE_COLUMN - 1]


def _is_same(share: float | str | None, was: float) -> bool:
    return isinstance(share, float | int) and abs(share - was) < SAME_SHARE


def _percent(share: float | str | None) -> str:
    return f"{share:.1%}" if isinstance(share, float | int) else f"'{share or ''}'"
