"""Everything a command line asks, as one request: place, scenario and rules, or an edited workbook and what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Protocol

from cyclopts import Parameter

from roi_model.analysis.request import Request
from roi_model.analysis.request_parts import narrowed, put_over
from roi_model.cli.options import COMMAND_LINE, AnalysisOptions, PlaceOptions, ScenarioOptions, read_horizon


class Gives(Protocol):
    """Options that give fields of a request."""

    def given(self) -> dict[str, Any]:
        """Return the fields that were asked for, and no other."""
        ...


def asked_together(interventions: Sequence[str], years: int, options: Sequence[Gives]) -> Request:
    """Return what a command asks of several interventions together, as a request that can be recorded.

    Parameters
    ----------
    interventions
        Names; none for all.
    years
        The one time horizon of all of them.
    options
        Each gives the fields that it was asked for.
    """
    given = {name: value for option in options for name, value in option.given().items()}
    return Request.read({**given, "interventions": tuple(interventions), "horizon": years}, COMMAND_LINE)


@Parameter(name="*")
@dataclass(frozen=True)
class Asked:
    """Where, what and how.

    Parameters
    ----------
    inputs
        An edited working workbook: its place, rules and changed inputs. Other options go before it.
    """

    where: PlaceOptions = field(default_factory=PlaceOptions)
    what: ScenarioOptions = field(default_factory=ScenarioOptions)
    how: AnalysisOptions = field(default_factory=AnalysisOptions)
    inputs: Annotated[Path | None, Parameter(show_default=False)] = None

    def request_and_edits(
        self, interventions: Sequence[str], horizon: str | None = None, also: Mapping[str, Any] | None = None
    ) -> tuple[Request, tuple[str, ...]]:
        """Return what is asked, and what was changed in the workbook that is read back, a sentence each.

        Parameters
        ----------
        interventions
            Names; none for all, or for those of the workbook.
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
        if self.inputs is None:
            return Request.read(given, COMMAND_LINE), ()
        from roi_model.outputs.workbook.read_inputs import read_inputs  # noqa: PLC0415 - openpyxl is slow to load

        found = read_inputs(self.inputs)
        base = narrowed(found.request, interventions) if interventions else found.request
        return put_over(base, given, COMMAND_LINE), tuple(f"{self.inputs}, {said}" for said in found.sentences)
