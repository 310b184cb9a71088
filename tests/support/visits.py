"""A made-up programme small enough to work by hand: visits that help some people.

Per person: the visit costs £100 (80 to 120), half are helped (30% to 70%), and each one helped saves £300
(200 to 400), of which the NHS has £180 in staff time and the council £120 in cash. For 100 people:

    benefits 100 · 0.5 · 300 = 15,000      cost 100 · 100 = 10,000      net 5,000      return 1.5

All of it falls in the first year, at 2015 prices.
"""

from __future__ import annotations

from builders import case_of, certain, uncertain

from roi_model.analysis.output import Measure, Output
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Benefit, Cost, Outcomes, Quantity, ValueKind
from roi_model.engine.draws import Draws
from roi_model.engine.intervention import Model
from roi_model.engine.sector import Sector
from roi_model.engine.timeline import Timeline
from roi_model.inputs.parameter import Parameter

NHS, COUNCIL = Sector.NHS, Sector.LOCAL_GOVERNMENT
ANALYSIS = Analysis(price_year="2015", draws=2)
NET = Output(Measure.NET, 1)

VISIT_COST = uncertain("visit_cost", 80, 120, value=100)
SAVING = uncertain("saving", 200, 400, value=300, label="Saving for each person helped", unit="£ per person")
HELPED = uncertain(
    "helped", 0.3, 0.7, value=0.5, label="People helped", unit="share of people", price_year=None, distribution="beta"
)
COVERAGE = certain("coverage", 1, label="Share visited", unit="share of people", minimum=0, maximum=1)
PAPER = uncertain("paper", 1, 3, label="Price of paper", unit="£ per sheet")  # which nothing depends on
PARAMETERS = [VISIT_COST, SAVING, HELPED, COVERAGE, PAPER]


def visits(p: Draws, t: Timeline) -> Outcomes:
    people = p.residents * p.coverage
    saved = people * p.helped * p.saving * t.at_start
    return Outcomes(
        (Quantity("People visited", people * t.at_start, "people"),),
        (Cost("Visits", people * p.visit_cost * t.at_start),),
        (
            Benefit("Staff", NHS, ValueKind.CAPACITY, 0.6 * saved),
            Benefit("Care", COUNCIL, ValueKind.CASH, 0.4 * saved),
        ),
    )


def visits_case(parameters: list[Parameter] | None = None, model: Model = visits) -> Case:
    """The programme, paid by the NHS."""
    return case_of(model, PARAMETERS if parameters is None else parameters, {NHS: 1}, residents=100)
