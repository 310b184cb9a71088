"""``roi-model reproduce``: makes the numbers of a file again, and compares."""

from __future__ import annotations

import sys
from pathlib import Path

from roi_model.outputs.record.reproduce import reproduce

SHOWN = 20
NOT_THE_SAME = 1


def reproduce_command(file: Path) -> None:
    """Run again what a file records, and say whether its numbers are the same; the exit code is 1 when they are not.

    Parameters
    ----------
    file
        A workbook of `roi-model export`, a CSV or OpenDocument file beside it, or the JSON of compare, run,
        package, positions, pool or portfolio.
    """
    found = reproduce(file)
    lines = [found.sentence, *found.changes, *found.differences[:SHOWN]]
    if len(found.differences) > SHOWN:
        lines.append(f"… and {len(found.differences) - SHOWN:,} more.")
    lines.append(f"Run again as: {found.command}")
    sys.stdout.write("\n".join(lines) + "\n")
    if not found.is_same:
        sys.exit(NOT_THE_SAME)
