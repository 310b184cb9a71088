"""The causal chain of one intervention in words and numbers: from people to cases to pounds."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from roi_model.analysis.estimate import Estimate, estimate
from roi_model.analysis.measures import View, benefits, costs, quantity
from roi_model.engine.evaluation import Results
from roi_model.engine.line import Flow, Line
from roi_model.outputs.figure_words import mid_sentence
from roi_model.outputs.words import count, count_interval, pounds, pounds_interval, years

PEOPLE, QALYS, CERTAIN = "people", "QALYs", "–"
MADE_OF = {
    "cash": "cash: a budget line shrinks",
    "capacity": "staff time and beds set free",
    "output": "earnings and output",
    "wellbeing": "wellbeing",
}


@dataclass(frozen=True)
class Step:
    """One step of a chain.

    Attributes
    ----------
    label
        What is counted, such as "Debts made manageable".
    unit
        In what: people, person-years, £.
    figure
        How much, over the years counted.
    """

    label: str
    unit: str
    figure: Estimate

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.unit == "£"

    @property
    def amount(self) -> str:
        """The mean, in words."""
        if self.is_money:
            return pounds(self.figure.mean)
        written = count(self.figure.mean)
        return written if self.unit == PEOPLE else f"{written} {self.unit}"

    @property
    def interval(self) -> str:
        """The 95% interval, in words; a dash where nothing of it is uncertain."""
        if self.figure.low == self.figure.high:
            return CERTAIN
        return pounds_interval(self.figure) if self.is_money else count_interval(self.figure)


def chain(results: Results, number: int = 0) -> tuple[Step, ...]:
    """Return the steps from the people reached to what comes back to everyone.

    Parameters
    ----------
    results
        Of one case.
    number
        Which horizon of its results.

    Returns
    -------
    tuple of Step
        Each quantity in the order of the model, the QALYs where they are known, the programme cost, and what comes
        back in cash and in all to society; money discounted, quantities not.
    """
    lines = [line for line in results.lines if line.flow is Flow.QUANTITY]
    steps = [
        Step(line.label, line.unit, estimate(*quantity(results, place).at(number))) for place, line in enumerate(lines)
    ]
    steps += [
        _step(results, place, number)
        for place, line in enumerate(results.lines)
        if line.flow is Flow.QALY and results.mean_yearly[place].any()
    ]
    money = {
        "What the programme costs, whoever pays": costs(results, View()),
        "What comes back in cash, to everyone": benefits(results, View().cash),
        "What comes back in all, to everyone": benefits(results, View()),
    }
    return (*steps, *(Step(label, "£", estimate(*sums.at(number))) for label, sums in money.items()))


def chain_sentence(results: Results, number: int = 0) -> str:
    """Return the chain in a sentence, with each step leading to the next.

    Examples
    --------
    >>> from roi_model.analysis.request import Request
    >>> from roi_model.engine.evaluation import evaluate
    >>> asked = Request(areas=["Leeds"], interventions=["anti_bullying"], draws=2000)
    >>> print(chain_sentence(evaluate(asked.cases()[0], asked.analysis(), (4,))))
    Over 4 years: pupils in the programme, 4,020 → victims of bullying averted, 496 person-years → mental-health \
problems averted, 77.4 person-years → £180,000 back, for a cost of £121,000.
    """
    *steps, cost, _, back = chain(results, number)
    parts = [f"{mid_sentence(step.label)}, {step.amount}" for step in steps]
    whole = f"{back.amount} back, for a cost of {cost.amount}"
    return f"Over {years(results.horizons[number])}: {' → '.join([*parts, whole])}."


def chain_table(results: Results, number: int = 0) -> pd.DataFrame:
    """Return the steps as a reader sees them: columns Step, How much, 95% interval."""
    steps = chain(results, number)
    return pd.DataFrame(
        {
            "Step": [step.label for step in steps],
            "How much": [step.amount for step in steps],
            "95% interval": [step.interval for step in steps],
        }
    )


def gains_table(results: Results, number: int = 0) -> pd.DataFrame:
    """Return every benefit: columns What comes back, To whom, Made of, How much, 95% interval.

    Benefits that are 0 in every draw, because their parameter is, are left out.
    """
    rows = [
        {
            "What comes back": _titled(line),
            "To whom": line.sector.label if line.sector else "",
            "Made of": MADE_OF[line.kind.value] if line.kind else "",
            "How much": pounds(figure.mean),
            "95% interval": pounds_interval(figure),
        }
        for place, line in enumerate(results.lines)
        if line.flow in {Flow.BENEFIT, Flow.TRANSFER} and results.mean_yearly[place].any()
        for figure in [_step(results, place, number).figure]
    ]
    return pd.DataFrame(rows, columns=["What comes back", "To whom", "Made of", "How much", "95% interval"])


def _titled(line: Line) -> str:
    return f"{line.label} (moves between sectors)" if line.flow is Flow.TRANSFER else line.label


def _step(results: Results, place: int, number: int) -> Step:
    line, base, drawn = results.lines[place], results.base[place], results.simulated[place]
    figure = estimate(float(base.discounted[0, number]), drawn.discounted[:, number])
    return Step(line.label, line.unit, figure)
