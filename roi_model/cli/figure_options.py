"""Options of the analyses of uncertainty: which figure they ask about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from cyclopts import Parameter

from roi_model.analysis.measures import View
from roi_model.analysis.output import Measure, Output
from roi_model.cli.options import Flag
from roi_model.engine.analysis import Analysis
from roi_model.engine.sector import SECTOR_NAMES
from roi_model.inputs.refusal import InputError, unknown


@Parameter(name="*")
@dataclass(frozen=True)
class FigureOptions:
    """Which figure.

    Parameters
    ----------
    measure
        What is asked about: net present value, return per £1, benefit or cost.
    sector
        One sector's own position; short for --perspective SECTOR.
    cash_only
        Count only benefits that shrink a budget line.
    undiscounted
        Leave flows undiscounted.
    """

    measure: Measure = Measure.NET
    sector: Annotated[str | None, Parameter(show_default=False)] = None
    cash_only: Flag = False
    undiscounted: Flag = False

    def narrowed(self, analysis: Analysis) -> Analysis:
        """Return the analysis from the perspective of the sector asked for, or as it is.

        Raises
        ------
        InputError
            When there is no such sector, or another perspective is asked for too.
        """
        if self.sector is None:
            return analysis
        if self.sector not in SECTOR_NAMES:
            raise unknown("sector", self.sector, SECTOR_NAMES)
        if analysis.perspective not in {"societal", self.sector}:
            raise InputError(
                f"--sector {self.sector} and --perspective {analysis.perspective} cannot be asked for together; "
                "choose one."
            )
        return replace(analysis, perspective=self.sector)

    def read(self, analysis: Analysis, horizon: int) -> Output:
        """Return the figure asked for, over a time horizon in whole years."""
        sectors = self.narrowed(analysis).sectors
        return Output(self.measure, horizon, View(sectors, self.cash_only, not self.undiscounted))


ASKED = FigureOptions()
