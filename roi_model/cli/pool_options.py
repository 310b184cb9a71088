"""Options of a pool: who can pay, who is a partner in each place, and how surely everyone is to be in credit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from cyclopts import Parameter

from roi_model.analysis.package_figures import COMMON_HORIZON
from roi_model.analysis.pooling.partner import Basis, named_sectors
from roi_model.analysis.pooling.pool import BUDGET_HOLDERS, PoolTerms
from roi_model.analysis.pooling.split import with_splits
from roi_model.analysis.request import Request
from roi_model.analysis.scenario import build_everywhere
from roi_model.cli.asked import asked_together
from roi_model.cli.options import (
    AnalysisOptions,
    Given,
    PlacesOptions,
    ScenarioOptions,
    SplitOptions,
    Texts,
    read_horizon,
    read_whole,
)
from roi_model.cli.together_options import named_twice
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.inputs.assignment import parse_number
from roi_model.inputs.refusal import InputError

WHERE, WHAT, WHO, HOW = PlacesOptions(), ScenarioOptions(), SplitOptions(), AnalysisOptions()


@Parameter(name="*")
@dataclass(frozen=True)
class PooledOptions:
    """What is pooled, where, and how it is looked at.

    Parameters
    ----------
    horizon
        Time horizon in whole years, 1 to 100; by default 5 for several interventions, the published one for one.
    separately
        A sector that is another partner in each of several places, such as local_government; repeatable.
    """

    where: PlacesOptions = WHERE
    horizon: Annotated[str | None, Parameter(show_default=False)] = None
    separately: Texts = ()
    what: ScenarioOptions = WHAT
    who: SplitOptions = WHO
    how: AnalysisOptions = HOW

    def read(self, interventions: tuple[str, ...]) -> Pooled:
        """Return the cases that are pooled and how, with a sentence for each intervention left out.

        Raises
        ------
        InputError
            When something that was given cannot be used.
        """
        analysis = self.how.read()
        if analysis.perspective != "societal":
            raise InputError(
                f"--perspective is {analysis.perspective}; here every partner is looked at, so leave it out."
            )
        places = self.where.read()
        if named_sectors(self.separately) and len(places) == 1:
            raise InputError(
                f"--separately {self.separately[0]} needs several places, and here is one: {places[0].name}. "
                "Give several with --area and add --apart, or a board or region with --apart."
            )
        pairs, left_out = build_everywhere(interventions, places, self.what.read())
        cases = tuple(case for case, _ in pairs)
        names = {case.intervention.name for case in cases}
        usual = cases[0].description.published.horizon if len(names) == 1 else COMMON_HORIZON
        (horizon,) = read_horizon(self.horizon) or (usual,)
        split = with_splits(cases, self.who.read(), analysis, horizon)
        asked = asked_together(interventions, horizon, (self.where, self.what, self.who, self.how))
        return Pooled(split, analysis, horizon, (*named_twice(interventions), *left_out), asked)


@dataclass(frozen=True)
class Pooled:
    """What is pooled: the cases, the rules of the analysis, the time horizon, what had to be left out, the request."""

    cases: tuple[Case, ...]
    analysis: Analysis
    horizon: int
    left_out: tuple[str, ...]
    request: Request


@Parameter(name="*")
@dataclass(frozen=True)
class TermsOptions:
    """Who can pay, and what they ask for.

    Parameters
    ----------
    contributor
        A sector that can pay; repeatable. By default all that hold budgets: not individuals and wider society.
    basis
        Which money the rules go by: economic (all value, discounted) or financial (cash, not discounted).
    chance
        How surely everyone who pays is to be in credit, such as 80% (the default).
    by_year
        By the end of which year; by default the time horizon.
    """

    contributor: Texts = ()
    basis: Basis = Basis.ECONOMIC
    chance: Given = None
    by_year: Given = None

    def read(self, separately: tuple[str, ...], horizon: int) -> PoolTerms:
        """Return the terms asked for.

        Raises
        ------
        InputError
            When a sector is unknown, or a chance or year is out of its range.
        """
        terms = PoolTerms(
            contributors=named_sectors(self.contributor) or BUDGET_HOLDERS,
            separately=named_sectors(separately),
            basis=self.basis,
            chance=PoolTerms().chance if self.chance is None else parse_number(self.chance, "The chance"),
            by_year=None if self.by_year is None else read_whole(self.by_year, "The year to be in credit by"),
        )
        terms.year(horizon)
        return terms


POOLED, TERMS = PooledOptions(), TermsOptions()
