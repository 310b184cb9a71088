"""Everything a command line asks, as one request: place, scenario and rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cyclopts import Parameter

from roi_model.analysis.request import Request
from roi_model.cli.options import COMMAND_LINE, AnalysisOptions, PlaceOptions, ScenarioOptions, read_horizon


@Parameter(name="*")
@dataclass(frozen=True)
class Asked:
    """Where, what and how."""

    where: PlaceOptions = field(default_factory=PlaceOptions)
    what: ScenarioOptions = field(default_factory=ScenarioOptions)
    how: AnalysisOptions = field(default_factory=AnalysisOptions)

    def request(
        self, interventions: Sequence[str], horizon: str | None = None, also: Mapping[str, Any] | None = None
    ) -> Request:
        """Return what is asked, as a request.

        Parameters
        ----------
        interventions
            Names; none for all.
        horizon
            As typed, or None.
        also
            Further fields of the request.
        """
        years = read_horizon(horizon)
        given = {
            **self.how.given(),
            **self.where.given(),
            **self.what.given(),
            **({"interventions": tuple(interventions)} if interventions else {}),
            **({"horizon": years[0]} if years else {}),
            **(also or {}),
        }
        return Request.read(given, COMMAND_LINE)
