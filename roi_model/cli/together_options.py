"""The options of interventions that are evaluated together: where, over which years, what, who pays, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from cyclopts import Parameter

from roi_model.analysis.package_figures import COMMON_HORIZON
from roi_model.analysis.pooling.split import split_pairs
from roi_model.analysis.request import Request
from roi_model.analysis.scenario import build_everywhere
from roi_model.cli.asked import asked_together
from roi_model.cli.options import (
    AnalysisOptions,
    PlacesOptions,
    ScenarioOptions,
    SplitOptions,
    read_horizon,
)
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.catalogue import load_intervention

WHERE, WHAT, WHO, HOW = PlacesOptions(), ScenarioOptions(), SplitOptions(), AnalysisOptions()
CommonHorizon = Annotated[
    str | None, Parameter(help="Time horizon in whole years, the same for all; 5 by default.", show_default=False)
]


@dataclass(frozen=True)
class AskedTogether:
    """What is evaluated together: pairs of cases, rules, time horizon, what had to be left out, and the request."""

    pairs: tuple[tuple[Case, Case], ...]
    analysis: Analysis
    horizon: int
    left_out: tuple[str, ...]
    request: Request

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases as chosen."""
        return tuple(case for case, _ in self.pairs)

    @property
    def evidence(self) -> tuple[Case, ...]:
        """The same cases under the evidence preset."""
        return tuple(beside for _, beside in self.pairs)


@Parameter(name="*")
@dataclass(frozen=True)
class TogetherOptions:
    """Where, over which years, what is changed, who pays, and how it is looked at."""

    where: PlacesOptions = WHERE
    horizon: CommonHorizon = None
    what: ScenarioOptions = WHAT
    who: SplitOptions = WHO
    how: AnalysisOptions = HOW

    def read(self, interventions: Sequence[str]) -> AskedTogether:
        """Return the cases, and how they are looked at.

        Raises
        ------
        InputError
            When something that was given cannot be used.
        """
        analysis, scenario = self.how.read(), self.what.read()
        pairs, left_out = build_everywhere(interventions, self.where.read(), scenario)
        (horizon,) = read_horizon(self.horizon) or (COMMON_HORIZON,)
        split = split_pairs(pairs, self.who.read(), analysis, horizon)
        request = asked_together(interventions, horizon, (self.where, self.what, self.who, self.how))
        return AskedTogether(split, analysis, horizon, (*named_twice(interventions), *left_out), request)


def named_twice(interventions: Sequence[str]) -> list[str]:
    """Return a sentence for each intervention that was named more than once."""
    titles = [load_intervention(name).title for name in interventions]
    return [f"{title} is named twice; it counts once." for title in dict.fromkeys(titles) if titles.count(title) > 1]


TOGETHER = TogetherOptions()
