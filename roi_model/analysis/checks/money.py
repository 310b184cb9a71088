"""Checks of a run on its money: what changes, what must not, and what adds up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from roi_model.analysis.checks.case import GAINS, MONEY, TOLERANCE, Finding, Probe, amounts, nothing_in, same
from roi_model.analysis.measures import View, benefits, costs, net, return_per_pound
from roi_model.engine.analysis import AlsoCount
from roi_model.engine.evaluation import evaluate
from roi_model.engine.line import Flow
from roi_model.engine.sector import Sector
from roi_model.inputs.price import price_factor, uprate

COVERAGE = "coverage"
OTHER_PRICES = ("2015", "2020-21")
UNDISCOUNTED = "undiscounted"
YEARS_BEYOND = 5


def no_coverage(probe: Probe) -> Finding:
    """With nobody reached, everything is 0."""
    if COVERAGE not in probe.case.parameters:
        return Finding(None, "This intervention has no coverage.")
    results = probe.run(coverage=0.0)
    found = nothing_in(amounts(results, *Flow))
    if return_per_pound(results, View(), 0) is not None:
        return Finding(holds=False, detail="A return is given, although nothing is paid.")
    return found


def no_effect(probe: Probe) -> Finding:
    """Without effect, nothing is gained and the net is minus the cost."""
    values = probe.without_effect()
    if values is None:
        return Finding(None, "The evidence file does not say what no effect is.")
    results = probe.run(**values)
    gained = nothing_in(amounts(results, *GAINS))
    balance = bool((net(results, View()).draws == -costs(results, View()).draws).all())
    return Finding(bool(gained.holds) and balance, gained.detail)


def no_prices(probe: Probe) -> Finding:
    """With every price at 0, no money moves."""
    prices = {parameter.name: 0.0 for parameter in probe.case.parameters if parameter.is_money}
    # The value of a QALY is no parameter of the case, and so would not be at 0.
    results = evaluate(probe.known(prices), replace(probe.analysis, also_count=AlsoCount.NOTHING), (probe.horizon,))
    return nothing_in(amounts(results, *MONEY))


def discounting(probe: Probe) -> Finding:
    """Without discounting both sums agree; discounting never raises what is never below 0."""
    flat = probe.under(schedule_name=UNDISCOUNTED)
    agree = same(amounts(flat, *Flow), amounts(flat, *Flow, discounted=False))
    now = probe.run()
    later, today = amounts(now, *Flow, discounted=False), amounts(now, *Flow)
    raised = np.abs(today) > np.abs(later) * (1 + TOLERANCE)
    steady = np.array([(yearly >= 0).all() or (yearly <= 0).all() for yearly in now.base_yearly])
    return Finding(bool(agree.holds) and not raised[steady].any(), agree.detail)


def horizons(probe: Probe) -> Finding:
    """See that a run over more years gains no less, where no year's benefit is below 0."""
    longer = probe.horizon + YEARS_BEYOND
    first, second = probe.run(), replace(probe, horizon=longer).run()
    steady = [
        number
        for number, line in enumerate(second.lines)
        if line.flow is Flow.BENEFIT and (second.base_yearly[number] >= 0).all()
    ]
    if not steady:
        return Finding(None, "Some benefit is below 0 in some year.")
    gained = [(first.base[n].discounted[0, 0], second.base[n].discounted[0, 0]) for n in steady]
    holds = all(short <= long * (1 + TOLERANCE) for short, long in gained)
    return Finding(holds, f"{len(steady)} lines, {probe.horizon} and {longer} years.")


def twice_the_people(probe: Probe) -> Finding:
    """Twice the people: twice the money, the same return."""
    area = probe.case.area
    figures = {name: value * (1 if name == "employment_rate" else 2) for name, value in area.figures.items()}
    double = replace(probe, case=replace(probe.case, area=replace(area, figures=figures)))
    once, twice = probe.run(), double.run()
    found = same(2 * amounts(once, *Flow), amounts(twice, *Flow))
    ratios = [return_per_pound(results, View(), 0) for results in (once, twice)]
    held = ratios[0] is None or (ratios[1] is not None and abs(ratios[0].mean - ratios[1].mean) < TOLERANCE)
    return Finding(bool(found.holds) and held, found.detail)


def price_level(probe: Probe) -> Finding:
    """In prices of another year all money is multiplied by the same factor."""
    other = next(year for year in OTHER_PRICES if year != probe.analysis.price_year)
    factor = price_factor(probe.analysis.price_year, other)
    return same(factor * amounts(probe.run(), *MONEY), amounts(probe.under(price_year=other), *MONEY))


def sectors(probe: Probe) -> Finding:
    """Sectors add up to society, and society does not depend on who pays."""
    results = probe.run()
    parts = sum(net(results, View((sector,))).draws for sector in Sector)
    found = same(np.asarray(parts), net(results, View()).draws)
    payer = next(sector for sector in Sector if sector not in probe.case.payers)
    moved = replace(probe, case=replace(probe.case, payers={payer: 1.0}, payments={})).run()
    unmoved = same(net(moved, View()).draws, net(results, View()).draws)
    return Finding(bool(found.holds) and bool(unmoved.holds), found.detail)


def cash_and_rest(probe: Probe) -> Finding:
    """Cash benefits and the others make up all benefits."""
    results = probe.run()
    rest = [
        totals.discounted
        for line, totals in zip(results.lines, results.simulated, strict=True)
        if line.flow is Flow.BENEFIT and line.kind is not None and line.kind.value != "cash"
    ]
    together = benefits(results, View().cash).draws + sum(rest, np.zeros_like(results.simulated[0].discounted))
    return same(together, benefits(results, View()).draws)


def partners(probe: Probe) -> Finding:
    """Shares add up to 1, and the partners' positions to the total."""
    results = probe.run()
    shared = abs(sum(probe.case.payers.values()) - 1) < TOLERANCE
    paid = sum(costs(results, View((sector,))).draws for sector in Sector)
    gained = sum(benefits(results, View((sector,))).draws for sector in Sector)
    found = same(np.asarray(gained) - np.asarray(paid), net(results, View()).draws)
    return Finding(bool(found.holds) and shared, found.detail)


def transfers(probe: Probe) -> Finding:
    """See that what one sector gives another gets."""
    results = probe.run()
    moved = amounts(results, Flow.TRANSFER)
    if not moved.any():
        return Finding(None, "Nothing is transferred in this run.")
    received = float(np.abs(moved.sum(axis=0)).max())
    outside = same(benefits(results, View()).draws, amounts(results, Flow.BENEFIT)[:, 1:].sum(axis=0)[:, None])
    holds = received <= TOLERANCE * float(np.abs(moved).max()) and bool(outside.holds)
    return Finding(holds, f"Left over after cancelling: {received:g}.")


def rebasing(probe: Probe) -> Finding:
    """Every price taken to the price year and back is the same."""
    priced = [parameter for parameter in probe.case.parameters if parameter.price_year is not None]
    if not priced:
        return Finding(None, "This intervention reads no price.")
    year = probe.analysis.price_year
    there = np.array([uprate(p.value, str(p.price_year), year) for p in priced])
    back = np.array([uprate(x, year, str(p.price_year)) for x, p in zip(there, priced, strict=True)])
    return same(back, np.array([p.value for p in priced]))
