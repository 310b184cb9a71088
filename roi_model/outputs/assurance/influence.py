"""How much each uncertain input moves the net present value: what makes an assumption matter."""

from __future__ import annotations

from dataclasses import dataclass

from roi_model.analysis.answer import Answer
from roi_model.analysis.measures import view_of
from roi_model.analysis.output import Measure, Output, factors_of
from roi_model.analysis.tornado import tornado

HEAVY_SHARE = 0.10  # of the squared swings: an input above it matters


@dataclass(frozen=True)
class Influence:
    """What one input does to the net present value of one intervention between the ends of its interval.

    Attributes
    ----------
    swing
        In £ of the price year of the analysis.
    share
        Its square as a share of that of all inputs.
    """

    swing: float
    share: float

    @property
    def is_heavy(self) -> bool:
        """Whether the input matters."""
        return self.share >= HEAVY_SHARE


def influences(answer: Answer) -> dict[tuple[str, str], Influence]:
    """Return the influence of each uncertain parameter, by intervention and name of the parameter."""
    found = {}
    for results in answer.results:
        case = results.case
        if not factors_of(case):
            continue
        net = Output(Measure.NET, results.horizons[0], view_of(results))
        for bar in tornado(case, answer.analysis, net).bars:
            for parameter in bar.factor.parameters:
                found[case.intervention.name, parameter.name] = Influence(bar.swing, bar.share)
    return found
