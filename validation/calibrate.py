"""Solve all eight levers and write ``parameters/calibrated.yaml``; run it when evidence changes.

python validation/calibrate.py
"""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML

from roi_model.analysis.calibration import SolvedLever, solve_lever
from roi_model.engine.catalogue import INTERVENTION_NAMES

TARGET = Path(__file__).parent.parent / "parameters" / "calibrated.yaml"
HEADER = """\
# Written by validation/calibrate.py; not typed in by hand.
# The phe-2017 presets: one parameter of each intervention, the lever, is solved so that the base case for England,
# with national values, at the published price year and horizon returns the headline published in 2017.
# A calibrated match is not a validation: it shows what the headline needs.

"""


def entry(solved: SolvedLever) -> dict[str, object]:
    """Return one intervention's entry, to ten significant digits."""
    return {
        "lever": solved.lever,
        "evidence_value": solved.evidence_value,
        "solved_value": float(f"{solved.solved_value:.10g}"),
    }


def calibrated_text() -> str:
    """Return the whole file."""
    stream = StringIO()
    YAML().dump({name: entry(solve_lever(name)) for name in INTERVENTION_NAMES}, stream)
    return HEADER + stream.getvalue()


if __name__ == "__main__":
    TARGET.write_text(calibrated_text(), encoding="utf-8")
