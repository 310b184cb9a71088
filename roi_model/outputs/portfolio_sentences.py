"""A portfolio in sentences: the best set, what more money would bring, how sure it is, and which limits clash."""

from __future__ import annotations

from collections.abc import Sequence

from roi_model.analysis.measures import View
from roi_model.analysis.portfolio.best_set import Outlook, Portfolio
from roi_model.analysis.portfolio.conflict import Clash, Conflict
from roi_model.analysis.portfolio.evaluation import knows_qalys
from roi_model.analysis.portfolio.frontier import EXTRA, Price
from roi_model.analysis.portfolio.problem import Aim, Budget, Candidate, Floor, Problem
from roi_model.engine.cash_flow import Array
from roi_model.engine.sector import PERSPECTIVES, Sector, perspective_label
from roi_model.outputs.figure_words import sector_in_sentence
from roi_model.outputs.package_sentences import case_in_words, where
from roi_model.outputs.words import (
    chance_in_words,
    count,
    coverage,
    in_sentence,
    listed,
    percent_in_sentence,
    points,
    pounds,
    whole_coverage,
    years,
)

SHARES_EXACT = (
    "A programme may reach everyone it is for, and the last person gains as much as the first, unless --most or "
    "--diminishing says otherwise; the evidence is from fewer people."
)
BUDGETS_DEFINED = (
    "A budget is on the mean programme cost, in present value over the time horizon; of one year, on that year's cost. "
    "What is spent may turn out more or less: the chance of that is shown."
)
INCLUSION_DEFINED = (
    "In the best set: the share of the draws in which it is part of the best choice, each draw taken as the truth, "
    "with its own costs and benefits and without overlap."
)
CAUTIOUS_DEFINED = (
    "The cautious choice makes the mean of the worst tenth of the draws as large as possible, within the same limits."
)
PLACES_DEFINED = (
    "What brings the same in several places is spread evenly over them. Where it brings nearly the same, a hair "
    "decides; a budget for each place shares it out."
)
PRICE_DEFINED = "What more money brings is found by solving again with it, all other limits as they are."


def best_sentence(found: Portfolio) -> str:
    """Return the best set, what it costs and what it brings, and how surely."""
    problem, outlook = found.problem, found.outlook
    place = f" in {where(problem.places)}" if len(problem.places) == 1 else ""
    chosen = choice_in_words(problem, found.best.coverage)
    if not chosen:
        return f"Within these limits the best choice{place} over {years(problem.horizon)} is to fund nothing."
    interval = f"{amount(problem.aim, outlook.low)} to {amount(problem.aim, outlook.high)}"
    return (
        f"{_with_budget(problem)}the best set{place} over {years(problem.horizon)} is {chosen}. It costs "
        f"{pounds(outlook.cost)} and brings {_brings(problem.aim, outlook.mean)} "
        f"(95% interval {interval}). The chance that it brings more than {amount(problem.aim, 0)} is "
        f"{percent_in_sentence(outlook.above_zero.probability)}."
    )


def _brings(aim: Aim, mean: float) -> str:
    """Return what the aim comes to, with its name where the amount alone does not say what it is."""
    if aim.qalys:
        return f"{amount(aim, mean)}{'' if aim.view.discounted else ' (not discounted)'}"
    return f"{aim_in_words(aim)} of {amount(aim, mean)}"


def qalys_note(problem: Problem) -> str:
    """Return whose QALYs are known, where QALYs are aimed at: all others count as none."""
    cases = {candidate.case.intervention.name: candidate.case for candidate in problem.candidates}
    known = [case.intervention.title for case in cases.values() if knows_qalys(case, problem.analysis)]
    if not problem.aim.qalys or len(known) == len(cases):
        return ""
    if not known:
        return "No QALYs are known for any of these interventions, so there is nothing to choose by."
    return f"QALYs are known for {listed(known)} alone; what the others gain in health counts as none here."


def choice_in_words(problem: Problem, chosen: Array) -> str:
    """Return what is funded, each at its coverage and, of several places, where; empty where nothing is."""
    shares: dict[str, dict[str, list[str]]] = {}
    for candidate, share in zip(problem.candidates, chosen, strict=True):
        if share > 0:
            case, reached = candidate.case, in_sentence(whole_coverage(share))
            shares.setdefault(case.intervention.title, {}).setdefault(reached, []).append(case.area.name)
    parts = [
        f"{title} at {listed([f'{share}{_in_places(where, problem)}' for share, where in by_share.items()])}"
        for title, by_share in shares.items()
    ]
    return listed(parts) if parts else ""


def _in_places(names: Sequence[str], problem: Problem) -> str:
    """Return in which of several places, to follow a coverage; nothing where there is only one."""
    if len(problem.places) == 1:
        return ""
    return " everywhere" if len(names) == len(problem.places) else f" in {listed(names)}"


def candidate_in_words(candidate: Candidate, problem: Problem) -> str:
    """Return an intervention's title, with its place where there are several."""
    return case_in_words(candidate.case, problem.places)


def price_sentence(price: Price, problem: Problem) -> str:
    """Return what £100,000 more in a budget would bring."""
    name, left = f"the {budget_name(price.budget)}", price.budget.amount - price.spent
    if left <= 1e-6 * price.budget.amount:
        return f"{pounds(EXTRA)} more in {name} would bring {amount(problem.aim, price.gain)}."
    if price.gain <= 0:
        return f"{_capital(name)} has {pounds(left)} left, so more would bring nothing."
    gain = amount(problem.aim, price.gain)
    return f"{pounds(EXTRA)} more in {name}, of which {pounds(left)} is left, would bring {gain}."


def gap_sentence(found: Portfolio) -> str:
    """Return how far from the best possible the choice may be, on account of overlap."""
    best, aim = found.best, found.problem.aim
    if best.gap is None:
        return (
            "How far a better choice could go is not known: here, taking out what is claimed twice can raise the aim."
        )
    lost = best.alone - best.aim
    if lost <= 1e-9 * max(abs(best.aim), 1.0):
        return "Overlap takes nothing out of it, so no choice within the limits brings more."
    return (
        f"Overlap takes {amount(aim, lost)} out of it. The choice was led by overlap and is valued with it, but is not "
        f"proved the best: at most {amount(aim, best.gap)} ({best.gap / abs(best.aim):.1%}) more is possible."
    )


def cautious_sentence(found: Portfolio) -> str:
    """Return what a choice for the worst tenth of the draws would be, and what it gives up."""
    safe, aim = found.cautious, found.problem.aim
    if safe is None:
        return "No cautious choice was found that meets every floor with overlap."
    worst = f"{amount(aim, safe.worst)} in the worst tenth of the draws, instead of {amount(aim, found.outlook.worst)}"
    if not choice_in_words(found.problem, safe.coverage):
        return f"A cautious choice funds nothing: {worst}."
    if safe.worst <= found.outlook.worst * (1 + 1e-9):
        return f"The best set is also the cautious choice: {amount(aim, safe.worst)} in the worst tenth of the draws."
    return (
        f"A cautious choice is {choice_in_words(found.problem, safe.coverage)}. On average it brings {worst}. Over "
        f"all draws it brings {amount(aim, safe.mean)}, instead of {amount(aim, found.outlook.mean)}."
    )


def inclusion_sentence(found: Portfolio) -> str:
    """Return how surely the set is the right one."""
    inclusion = found.inclusion
    chances: dict[str, list[float]] = {}
    for candidate, share, funded in zip(found.problem.candidates, found.best.coverage, inclusion.funded, strict=True):
        if share > 0:
            chances.setdefault(candidate.case.intervention.title, []).append(funded.probability)
    holds_each = [f"{title} in {_range(each)}" for title, each in chances.items()]
    never = inclusion.unmet.probability
    unmet = f" In {percent_in_sentence(never)} no choice meets the limits." if never else ""
    holds = f"holds {listed(holds_each)} of the draws, and " if holds_each else ""
    exactly = f"is exactly this set in {percent_in_sentence(inclusion.same.probability)}"
    return f"Each draw is one way that things may turn out, and has its own best set. It {holds}{exactly}.{unmet}"


def _range(chances: Sequence[float]) -> str:
    """Return a chance or, of several places, the lowest and the highest."""
    low, high = percent_in_sentence(min(chances)), percent_in_sentence(max(chances))
    return low if low == high else f"{low} to {high}"


def errors_note(found: Portfolio) -> str:
    """Return how far another seed might move the figures."""
    chances = max(chance.error for chance in found.inclusion.funded)
    mean = amount(found.problem.aim, found.outlook.error)
    return (
        f"Monte Carlo standard errors: {mean} on the mean of the best choice, and at most {points(chances)} on the "
        f"chance of being in the best set ({found.inclusion.draws:,} draws)."
    )


def evidence_sentence(found: Portfolio) -> str:
    """Return what the same choice, and the best one, would bring under the evidence preset."""
    beside, problem = found.evidence, found.problem
    if beside is None:
        return ""
    same = f"Under the evidence preset this set would cost {pounds(beside.outlook.cost)} and bring "
    same += amount(problem.aim, beside.outlook.mean)
    if beside.best is None:
        return f"{same}. The limits cannot be met there."
    chosen = choice_in_words(problem, beside.best.coverage) or "to fund nothing"
    return f"{same}. The best set there would be {chosen}, and bring {amount(problem.aim, beside.best.aim)}."


def conflict_sentences(found: Conflict, problem: Problem) -> list[str]:
    """Return which limits clash, and what each would have to be."""
    named = [limit_in_words(clash.limit, problem) for clash in found.clashes]
    if found.by_overlap:
        found_none = f"No choice was found that keeps {listed(named)} once what is claimed twice is taken out"
        return [f"{found_none}; without overlap one could. Lower it, or leave out what claims the same outcome."]
    together = f"{_capital(listed(named))} cannot {'both ' if len(named) == 2 else 'all '}be met"
    first = f"{together}." if len(named) > 1 else f"{_capital(named[0])} cannot be met by any choice."
    remedies = [text for clash in found.clashes if (text := _remedy(clash, problem))]
    return [f"{first} {' '.join(remedies)}".strip()]


def _remedy(clash: Clash, problem: Problem) -> str:
    limit, needed = clash.limit, clash.needed
    if isinstance(limit, Budget) and needed is not None:
        return f"The {budget_name(limit)} would have to be at least {pounds(needed)}."
    if isinstance(limit, Floor) and needed is not None:
        return f"The most that {view_in_words(limit.view)} can have is {pounds(needed)}."
    return f"{limit_in_words(limit, problem)} would have to go." if isinstance(limit, Candidate) else ""


def limit_in_words(limit: Budget | Floor | Candidate, problem: Problem) -> str:
    """Return a limit, with its amount."""
    if isinstance(limit, Budget):
        return f"the {budget_name(limit)} of {pounds(limit.amount)}"
    if isinstance(limit, Floor):
        return f"the floor of {pounds(limit.amount)} for {view_in_words(limit.view)}"
    return f"{candidate_in_words(limit, problem)} at {coverage(limit.floor)} or more"


def budget_name(budget: Budget) -> str:
    """Return a budget's name.

    Examples
    --------
    >>> budget_name(Budget(1.0)), budget_name(Budget(1.0, Sector.NHS, "Leeds", 2))
    ('budget', 'NHS budget of year 2 in Leeds')
    >>> budget_name(Budget(1.0, Sector.EDUCATION))
    'education budget'
    """
    payer = [] if budget.sector is None else [budget.sector.label if budget.sector is Sector.NHS else _words(budget)]
    words = [*payer, "budget"]
    words += [] if budget.year is None else ["of year", str(budget.year)]
    return " ".join([*words, *(["in", budget.place] if budget.place else [])])


def _words(budget: Budget) -> str:
    return "" if budget.sector is None else budget.sector.label.lower()


def view_in_words(view: View) -> str:
    """Return whose net position a view is.

    Examples
    --------
    >>> view_in_words(View((Sector.NHS,), places=("Leeds",))), view_in_words(View().cash.undiscounted)
    ('the NHS in Leeds', 'all partners together (cash, not discounted)')
    """
    if view.sectors == tuple(Sector):
        whose = "all partners together"
    elif len(view.sectors) == 1:
        whose = sector_in_sentence(view.sectors[0])
    else:
        whose = f"the {perspective_label(next(n for n, sectors in PERSPECTIVES.items() if sectors == view.sectors))}"
    place = f" in {listed(view.places)}" if view.places else ""
    kept = [*(["cash"] if view.cash_only else []), *([] if view.discounted else ["not discounted"])]
    return f"{whose}{place}{_brackets(kept)}"


def aim_in_words(aim: Aim) -> str:
    """Return what is made as large as possible, with its article."""
    if aim.qalys:
        return f"a gain in QALYs{'' if aim.view.discounted else ' (not discounted)'}"
    name = "a net present value" if aim.view.discounted else "a net gain (not discounted)"
    cash = " in cash" if aim.view.cash_only else ""
    whose = "" if aim.view.sectors == tuple(Sector) else f" for {view_in_words(View(aim.view.sectors))}"
    return f"{name}{cash}{whose}"


def amount(aim: Aim, value: float) -> str:
    """Write an amount of the aim: pounds or QALYs."""
    return f"{count(value)} QALYs" if aim.qalys else pounds(value)


def chance_over(outlook: Outlook, number: int) -> str:
    """Return the chance that one budget is overspent."""
    return chance_in_words(outlook.over[number])


def _with_budget(problem: Problem) -> str:
    total = problem.total_budget
    return "Within these limits " if total is None else f"With {pounds(total.amount)} "


def _brackets(words: list[str]) -> str:
    return f" ({', '.join(words)})" if words else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
