"""Options of a choice between interventions: for how much money, over which years, for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from cyclopts import Parameter

from roi_model.analysis.decision import Decision
from roi_model.analysis.output import Measure
from roi_model.analysis.package_figures import COMMON_HORIZON
from roi_model.analysis.scenario import COVERAGE, Scenario, build_pairs, runnable
from roi_model.cli.figure_options import ASKED, FigureOptions
from roi_model.cli.options import AnalysisOptions, PlaceOptions, ScenarioOptions, read_horizon
from roi_model.inputs.assignment import parse_number
from roi_model.inputs.refusal import InputError


@Parameter(name="*")
@dataclass(frozen=True)
class ChoiceOptions:
    """For how much money.

    Parameters
    ----------
    budget
        Programme cost that each option would have, in £ of the price year; without it, one intervention at its
        coverage.
    """

    budget: Annotated[str | None, Parameter(show_default=False)] = None

    def read(self, scenario: Scenario) -> float | None:
        """Return the budget, or None.

        Raises
        ------
        InputError
            When it is not a number, or coverage is set too.
        """
        if self.budget is None:
            return None
        if any(assignment.name == COVERAGE for assignment in scenario.assignments):
            raise InputError(
                "--coverage and --budget cannot be asked for together: a budget decides how many are reached."
            )
        return parse_number(self.budget, "budget")


BUDGET, WHERE, WHAT, HOW = ChoiceOptions(), PlaceOptions(), ScenarioOptions(), AnalysisOptions()


@Parameter(name="*")
@dataclass(frozen=True)
class ChoiceAsked:
    """Everything that a command about a choice is given, as other commands take it.

    Parameters
    ----------
    horizon
        Time horizon in whole years, 1 to 100; by default 5 for several interventions, the published one for one.
    """

    where: PlaceOptions = WHERE
    choice: ChoiceOptions = BUDGET
    horizon: Annotated[str | None, Parameter(show_default=False)] = None
    asked: FigureOptions = ASKED
    what: ScenarioOptions = WHAT
    how: AnalysisOptions = HOW

    def read(self, interventions: Sequence[str]) -> tuple[Decision, list[str]]:
        """Return the choice, and a sentence for each intervention left out for want of a population figure.

        Raises
        ------
        InputError
            When something that was given cannot be used.
        """
        if self.asked.measure is not Measure.NET:
            raise InputError(f"--measure is {self.asked.measure.value}; a choice between options is made by net alone.")
        analysis, place, scenario = self.asked.narrowed(self.how.read()), self.where.read(), self.what.read()
        names, left_out = runnable(interventions, place)
        cases = tuple(case for case, _ in build_pairs(names, place, scenario))
        usual = cases[0].description.published.horizon if len(cases) == 1 else COMMON_HORIZON
        years = (read_horizon(self.horizon) or (usual,))[0]
        view = self.asked.read(analysis, years).view
        return Decision(cases, analysis, years, view, self.choice.read(scenario)), left_out


CHOICE = ChoiceAsked()
