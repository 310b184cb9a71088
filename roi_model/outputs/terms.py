"""What each word means, in a sentence or two of plain English, for hovers and glossaries."""

from __future__ import annotations

TERMS: dict[str, str] = {
    "area": "The place whose people are counted: one council, several, an integrated care board, a region or England.",
    "intervention": "One of the eight programmes that you could pay for.",
    "coverage": "The share of the people a programme is meant for that it reaches. You decide it.",
    "people": "How many people the programme reaches.",
    "cost": (
        "What it costs to run the programme, in today's money. Costs in later years count a little less (discounting)."
    ),
    "benefit": "Costs avoided and gains, in today's money. Benefits in later years count a little less (discounting).",
    "net present value": "What comes back, less the cost, in today's money. Above £0, more comes back than is paid.",
    "return per £1": (
        "What comes back for each £1 that the programme costs, over the years counted. It is the benefits divided by "
        "the costs. It is no pass mark: look at the range, the chance and what is not counted too."
    ),
    "cash only": (
        "Only what shrinks a budget line: fees, placements, prescriptions, tax received. Staff time set free, "
        "earnings and wellbeing are left out."
    ),
    "all value": "Cash, and also staff time and beds set free, and earnings and output.",
    "interval": (
        "In 95 of 100 tries the answer lies in this range. In each try every number varies as its evidence allows."
    ),
    "chance": "In how many of 100 tries what comes back is more than what it costs.",
    "payback": "The first year by whose end the programme has paid for itself, and stays ahead.",
    "time horizon": "For how many years costs and benefits are counted. Later years are left out.",
    "published horizon": "The years that the 2017 tool used for this programme. Each programme has its own.",
    "perspective": (
        "Whose costs and benefits count. Whole society counts everyone. A narrower view leaves out what others pay "
        "and gain."
    ),
    "benefit-cost ratio": "Another name for the return per £1: benefits divided by costs.",
    "discounting": "Money in later years counts for less than money now. The rates are those of HM Treasury.",
    "price year": "All money is in the prices of this year, so that inflation does not blur it.",
    "preset": (
        "A set of values for the numbers behind the model. With phe-2017 England returns the figure published in 2017. "
        "With evidence every number is from the evidence."
    ),
    "base case": "The answer when every number is at its best single value.",
    "mean of draws": "The average over all draws. It is the figure to use, for it counts good and bad luck alike.",
    "draws": "The model is run many times, each time with other values that the evidence allows. One run is a draw.",
    "standard error": "How far the figure could move if the simulation were run again with other random numbers.",
    "comparison": "What would happen without the programme. Costs and benefits are what differs from that.",
    "capacity": "Staff time and beds set free. They are worth something, but no budget line shrinks.",
    "transfer": "Money that moves from one sector to another, such as tax. For society as a whole it is nothing.",
    "person-year": "One person for one year. Four people for half a year each are two person-years.",
    "eligible": "Those a programme is meant for.",
    "partner": "A body that pays for the plan, or gains from it.",
    "in credit": "To have gained more than was paid, so far.",
    "out of pocket": "To have paid more than was gained, so far.",
    "core": "A split is in the core, and holds together, when no group of partners would do better alone.",
    "swing": "How far the figure moves when one number goes from the low to the high end of its evidence.",
    "break even": "To bring back just what it costs.",
    "seed": "The number that starts the random numbers. The same seed gives the same figures again.",
    "sector": "Who pays or gains: the NHS, councils, schools, police and courts, the exchequer, employers, people.",
    "payer": "Who pays for the programme.",
    "fair share": (
        "Who pays how much, so that those who gain help those who pay. Each rule shares the cost in its own way. No "
        "rule is right: the partners agree on one."
    ),
    "QALY": "Quality-adjusted life year: one year of life in full health. Two years at half health are one QALY too.",
    "grade": (
        "How strong the evidence is. A: reviews, randomised trials or a national schedule. B: one good trial. "
        "C: observed, or from elsewhere. D: judgement."
    ),
    "checked": (
        "How the number got here. Read: seen in the source. Derived: worked out from numbers that were read. "
        "Recalled: known from the source, not seen again. Assumed: our judgement."
    ),
    "calibrated": "Set so that the model returns a figure that was published. It is no finding of its own.",
    "lever": "The one number that the phe-2017 preset sets. With it the model returns the figure published in 2017.",
    "overlap": "What two programmes would both claim, because they help the same people. It is counted once.",
    "switching value": "How far one number may move before the programme only just breaks even.",
    "value of information": "What it is worth to know a number for certain before you choose.",
    "not counted": "What the model leaves out, because there is no good figure for it. It may be for or against.",
}


def term(name: str) -> str:
    """Return what a word means.

    Examples
    --------
    >>> term("coverage")
    'The share of the people a programme is meant for that it reaches. You decide it.'
    """
    return TERMS[name]
