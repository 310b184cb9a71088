"""Shares that were typed on *Pool*: they move that workbook alone, which whoever reads it back must be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from roi_model.engine.sector import Sector
from roi_model.outputs.workbook.pool_sheet import NOW_COLUMN, SHARE_COLUMN, SHEET
from roi_model.outputs.workbook.safe_reading import OpenWorkbook, sheet_rows

SAME_SHARE = 1e-6  # what differs by less is a matter of rounding


def changed_shares(book: OpenWorkbook, exported: Mapping[str, float]) -> Iterator[str]:
    """Yield a sentence where shares of the pool are no longer those of the export.

    Parameters
    ----------
    book
        That was sent back; its sheet *Pool* may be gone.
    exported
        The shares as they were when it was written; empty for a workbook that does not say. A share that is still
        the formula of the export was not typed, whatever it comes to.
    """
    if SHEET not in book.values.sheetnames or not exported:
        return
    found = dict(_typed(book))
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


def _typed(book: OpenWorkbook) -> Iterator[tuple[str, float | str | None]]:
    labels = {sector.label: sector.value for sector in Sector}
    formulas = book.formulas[SHEET]
    for number, row in enumerate(sheet_rows(book, SHEET), 1):
        if len(row) < SHARE_COLUMN or row[0] not in labels:
            continue
        if formulas.cell(number, SHARE_COLUMN).value != f"={NOW_COLUMN}{number}":
            yield labels[str(row[0])], row[SHARE_COLUMN - 1]


def _is_same(share: float | str | None, was: float) -> bool:
    return isinstance(share, float | int) and abs(share - was) < SAME_SHARE


def _percent(share: float | str | None) -> str:
    return f"{share:.1%}" if isinstance(share, float | int) else f"'{share or ''}'"
