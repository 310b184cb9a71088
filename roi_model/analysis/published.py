"""The return published for an intervention in 2017, and what each preset gives on the same terms."""

from __future__ import annotations

from roi_model.analysis.output import Measure, Output, output_at
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import build_case
from roi_model.inputs.area import find_area
from roi_model.inputs.evidence_file import evidence_file
from roi_model.inputs.parameter_set import preset_names


def preset_returns(intervention: str) -> dict[str, float]:
    """Return the base case's return per £1 of each preset, for England, as the headline of 2017 was stated.

    Limits: the published price year and time horizon, today's discount schedule, societal perspective. The preset
    phe-2017 is calibrated, so that it returns the headline by construction.

    Examples
    --------
    >>> round(preset_returns("debt_advice")["phe-2017"], 2)
    2.6
    """
    published = evidence_file(intervention).description.published
    rules = Analysis(price_year=published.price_year)
    output = Output(Measure.RETURN, published.horizon)
    england = find_area(["England"])
    return {
        preset: float(output_at(build_case(intervention, england, preset), rules, output, {})[0])
        for preset in preset_names(intervention)
    }
