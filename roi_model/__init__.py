"""What English places get back from preventing mental ill health: how much, when, for whom, and how surely.

Examples
--------
>>> leeds = find_area(["Leeds"])
>>> results = evaluate(build_case("debt_advice", leeds), Analysis(draws=1000), horizons=(5,))
>>> round(return_per_pound(results, View(), horizon=0).base, 2)
2.6
"""

from roi_model.analysis.comparison import compare, figures
from roi_model.analysis.measures import (
    View,
    chance_in_credit,
    cost_per_qaly,
    net_present_value,
    payback_year,
    return_per_pound,
)
from roi_model.analysis.scenario import Scenario, build_pairs
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import build_case
from roi_model.engine.catalogue import INTERVENTION_NAMES, load_intervention
from roi_model.engine.evaluation import evaluate
from roi_model.engine.sector import Sector
from roi_model.inputs.area import find_area
from roi_model.inputs.refusal import InputError
from roi_model.inputs.typed_area import typed_area

__all__ = [
    "INTERVENTION_NAMES",
    "Analysis",
    "InputError",
    "Scenario",
    "Sector",
    "View",
    "build_case",
    "build_pairs",
    "chance_in_credit",
    "compare",
    "cost_per_qaly",
    "evaluate",
    "figures",
    "find_area",
    "load_intervention",
    "net_present_value",
    "payback_year",
    "return_per_pound",
    "typed_area",
]
