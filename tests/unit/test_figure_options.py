"""The options that say which figure an analysis of uncertainty asks about."""

from __future__ import annotations

import pytest

from roi_model.analysis.measures import View
from roi_model.analysis.output import Measure, Output
from roi_model.cli.figure_options import FigureOptions
from roi_model.engine.analysis import Analysis
from roi_model.engine.sector import Sector
from roi_model.inputs.refusal import InputError


def test_by_default_the_net_present_value_of_society_is_asked_for() -> None:
    assert FigureOptions().read(Analysis(), 5) == Output(Measure.NET, 5, View())


def test_every_option_reaches_the_figure() -> None:
    asked = FigureOptions(Measure.RETURN, "nhs", cash_only=True, undiscounted=True)
    assert asked.read(Analysis(), 2) == Output(Measure.RETURN, 2, View((Sector.NHS,)).cash.undiscounted)


def test_the_perspective_of_the_analysis_gives_the_sectors() -> None:
    assert FigureOptions().read(Analysis(perspective="health_and_social_care"), 5).view.sectors == (
        Sector.NHS,
        Sector.LOCAL_GOVERNMENT,
    )


def test_a_sector_is_short_for_its_perspective() -> None:
    analysis = FigureOptions(sector="nhs").narrowed(Analysis())
    assert analysis == Analysis(perspective="nhs")
    assert FigureOptions(sector="nhs").narrowed(analysis) == analysis
    assert FigureOptions().narrowed(Analysis()) == Analysis()


def test_a_sector_beside_another_perspective_is_refused() -> None:
    with pytest.raises(InputError, match="--sector nhs and --perspective public_sector cannot be asked for together"):
        FigureOptions(sector="nhs").read(Analysis(perspective="public_sector"), 5)


def test_a_sector_that_does_not_exist_gets_the_nearest_spelling() -> None:
    with pytest.raises(InputError, match="There is no sector called 'nsh'. Did you mean 'nhs'?"):
        FigureOptions(sector="nsh").read(Analysis(), 5)
