"""The options of a question about one figure of one intervention: where, which figure, what, how."""

from __future__ import annotations

from dataclasses import dataclass

from cyclopts import Parameter

from roi_model.analysis.scenario import build_pairs
from roi_model.analysis.sensitivity.question import Question
from roi_model.cli.figure_options import ASKED, FigureOptions
from roi_model.cli.options import AnalysisOptions, HorizonOption, PlaceOptions, ScenarioOptions, read_horizon

WHERE, WHAT, HOW = PlaceOptions(), ScenarioOptions(), AnalysisOptions()


@Parameter(name="*")
@dataclass(frozen=True)
class QuestionOptions:
    """Where, which figure, what is changed, and how it is looked at."""

    where: PlaceOptions = WHERE
    horizon: HorizonOption = None
    figure: FigureOptions = ASKED
    what: ScenarioOptions = WHAT
    how: AnalysisOptions = HOW

    def read(self, intervention: str) -> Question:
        """Return the question asked of an intervention, by default over its published horizon."""
        analysis = self.figure.narrowed(self.how.read())
        ((case, _),) = build_pairs([intervention], self.where.read(), self.what.read())
        (horizon,) = read_horizon(self.horizon) or (case.description.published.horizon,)
        return Question(case, analysis, self.figure.read(analysis, horizon))
