"""Who pays which cost line: shares and amounts by year, by hand, and what is refused."""

from __future__ import annotations

import json

import numpy as np
import pytest
from builders import case_of, certain, uncertain
from command_line import CommandLine
from pools import COUNCIL, NHS, SCHOOLS

from roi_model.analysis.measures import View, costs
from roi_model.analysis.pooling.split import Split, split_pairs, with_splits
from roi_model.analysis.pooling.split_text import parse_split
from roi_model.analysis.request import Request
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case, build_case
from roi_model.engine.cash_flow import Array, Cost, Outcomes, Quantity
from roi_model.engine.draws import Draws
from roi_model.engine.evaluation import evaluate
from roi_model.engine.timeline import Timeline
from roi_model.inputs.area import find_area
from roi_model.inputs.parameter_set import EVIDENCE
from roi_model.inputs.refusal import InputError
from roi_model.outputs.record.run_record import parameter_digest

ANALYSIS = Analysis(price_year="2015", draws=50)
COST = np.array([100.0, 300.0, 0.0])


def two_lines(p: Draws, t: Timeline) -> Outcomes:
    """Setting up costs £1,000 in year 1; running costs £200 (160 to 240) in each of two years."""
    return Outcomes(
        (Quantity("People", p.residents * t.at_start, "people"),),
        (Cost("Set-up", 1000 * t.at_start), Cost("Running", p.running * t.during(np.array([[2.0]])))),
        (),
    )


def case() -> Case:
    running = uncertain("running", 160, 240, value=200)
    return case_of(two_lines, [certain("coverage", 1), running], {NHS: 1}, residents=100)


def paid(one: Case, *, sector: object, years: int = 3) -> Array:
    """What a sector pays in the base case up to each year, not discounted."""
    results = evaluate(one, ANALYSIS, tuple(range(1, years + 1)))
    return costs(results, View((sector,)).undiscounted).base  # type: ignore[arg-type]


def test_shares_are_read_year_by_year_and_the_last_goes_on() -> None:
    split = parse_split("debt_advice=local_government:60%/0.8, nhs:40%/0.2")
    assert split == Split("debt_advice", {COUNCIL: (0.6, 0.8), NHS: (0.4, 0.2)})
    assert split.payment(COST) == {NHS: (0.4, 0.2), COUNCIL: (0.6, 0.8)}
    (after,) = with_splits(
        [case()], [parse_split("debt_advice.Running=nhs:0.5/0.25,local_government:rest")], ANALYSIS, 3
    )
    assert paid(after, sector=COUNCIL).tolist() == [100, 250, 250]
    assert paid(after, sector=NHS).tolist() == [1100, 1150, 1150]


def test_a_split_of_an_intervention_is_of_all_its_cost_lines_and_a_later_one_wins() -> None:
    splits = [parse_split("debt_advice=education:1"), parse_split("set-up=nhs:1/1,education:0")]
    (after,) = with_splits([case()], splits, ANALYSIS, 3)
    assert paid(after, sector=NHS).tolist() == [1000, 1000, 1000]
    assert paid(after, sector=SCHOOLS).tolist() == [200, 400, 400]


def test_one_amount_is_for_the_whole_horizon() -> None:
    split = parse_split("debt_advice=nhs:£100,local_government:£300")
    assert split.payment(COST) == {NHS: (0.25,), COUNCIL: (0.75,)}


def test_a_year_that_costs_less_than_a_pound_has_shares_of_its_own() -> None:
    found = parse_split("debt_advice=nhs:£0.40/£20,education:rest").payment(np.array([0.5, 100]))
    assert found[NHS] == pytest.approx((0.8, 0.2), rel=1e-12)
    assert found[SCHOOLS] == pytest.approx((0.2, 0.8), rel=1e-12)


def test_several_amounts_are_year_by_year_and_a_year_without_cost_is_shared_as_the_rest() -> None:
    split = parse_split("debt_advice=nhs:£50/£50,local_government:£50/£250")
    assert split.payment(COST) == {NHS: (0.5, 1 / 6, 0.25), COUNCIL: (0.5, 5 / 6, 0.75)}


@pytest.mark.parametrize(
    ("text", "share"),
    [("nhs:£0.1k,education:rest", 0.25), ("nhs:£100/£0,education:rest", (1, 0, 0.25)), ("education:rest", None)],
)
def test_the_rest_is_what_the_others_leave(text: str, share: float | tuple[float, ...] | None) -> None:
    payment = parse_split(f"debt_advice={text}").payment(COST)
    shares = np.array(share if share is not None else 0.0)
    assert np.array(payment.get(NHS, (0.0,))).tolist() == pytest.approx(shares.reshape(-1).tolist())
    assert np.array(payment[SCHOOLS]).tolist() == pytest.approx((1 - shares).reshape(-1).tolist())


def test_amounts_may_be_written_short_and_with_commas() -> None:
    parts = parse_split("debt_advice=nhs:£1.2m,education:£1,200,000,employers:£300k").parts
    assert [given for (given,) in parts.values()] == [1_200_000, 1_200_000, 300_000]


def test_amounts_are_of_the_base_case_and_each_draw_shares_the_difference() -> None:
    (after,) = with_splits([case()], [parse_split("running=nhs:£100,local_government:£300")], ANALYSIS, 3)
    results = evaluate(after, ANALYSIS, (3,))
    council = costs(results, View((COUNCIL,))).draws[:, 0]
    whole = costs(results, View()).draws[:, 0] - 1000
    assert whole.std() > 1
    assert council == pytest.approx(0.75 * whole, rel=1e-12)


def test_TV_22_payers_add_up_to_the_cost_in_every_draw_to_the_penny() -> None:
    thirds = "debt_advice=nhs:£400/£66.66,education:£400/£66.66,local_government:£400/£66.66"
    (after,) = with_splits([case()], [parse_split(thirds)], ANALYSIS, 3)
    results, before = evaluate(after, ANALYSIS, (3,)), evaluate(case(), ANALYSIS, (3,))
    assert costs(results, View()).draws == pytest.approx(costs(before, View()).draws, abs=0.005)
    assert costs(results, View((NHS,))).draws == pytest.approx(costs(results, View((SCHOOLS,))).draws, abs=0.005)


def test_amounts_in_several_places_are_of_the_cost_of_all_of_them() -> None:
    leeds, hull = (build_case("debt_advice", find_area([name])) for name in ("Leeds", "Kingston upon Hull"))
    years, label = 5, "Debt advice"
    whole = sum(paid(one, sector=COUNCIL, years=years)[-1] for one in (leeds, hull))
    split = [parse_split(f"debt_advice=nhs:£{whole / 4:.2f},local_government:rest")]
    after = with_splits([leeds, hull], split, ANALYSIS, years)
    assert [one.payments[label][NHS][0] for one in after] == pytest.approx([0.25, 0.25], abs=1e-6)


def test_the_evidence_case_beside_is_paid_by_the_same() -> None:
    leeds = find_area(["Leeds"])
    pair = (build_case("debt_advice", leeds), build_case("debt_advice", leeds, EVIDENCE))
    ((chosen, beside),) = split_pairs([pair], [parse_split("debt_advice=nhs:1")], ANALYSIS)
    assert chosen.payments == beside.payments == {"Debt advice": {NHS: (1.0,)}}


REFUSED = {
    "nhs:1": "is not of the form INTERVENTION",
    "debt_advice=": "is not of the form INTERVENTION",
    "debt_advice=nhs": "is not of the form INTERVENTION",
    "debt_advice=nsh:1": "There is no sector called 'nsh'. Did you mean 'nhs'",
    "debt_advice=nhs:0.5,nhs:0.5": "names nhs twice",
    "debt_advice=nhs:rest,nhs:0.5": "names nhs twice",
    "debt_advice=nhs:rest,education:rest": "leaves the rest to nhs and to education",
    "debt_advice=nhs:£5,education:0.5": "gives shares and amounts",
    "debt_advice=nhs:-0.5,education:1": "What nhs pays of debt_advice is -0.5; it must be a share between 0 and 1",
    "debt_advice=nhs:400": "is 400; it must be a share between 0 and 1, or an amount such as £400",
    "debt_advice=nhs:£-5,education:rest": "is £-5; it must be £0 or more",
    "debt_advice=nhs:£5x,education:rest": "is '£5x'; it must be an amount such as £200,000 or £1.2m",
    "debt_advice=nhs:half": "it must be a number",
    "debt_advice=nhs:0.5,education:0.4": "adds up to 0.9 of the cost; it must add up to 1 (difference -0.1)",
    "debt_advice=nhs:0.5/0.5,education:0.5/0.6": "adds up to 1.1 of the cost in year 2; it must add up to 1 "
    "(difference +0.1)",
    "debt_advice=nhs:0.5/0.9,education:0.2,employers:rest": "adds up to 1.1 of the cost in year 2",
}


@pytest.mark.parametrize("text", REFUSED)
def test_text_that_is_no_split_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_split(text)
    assert REFUSED[text] in str(refused.value)


NOT_THE_COST = {
    "debt_advice=nhs:£100,education:£200": "adds up to £300 over 3 years; the cost in the base case is £400, not "
    "discounted, so there is £100 that nobody pays",
    "debt_advice=nhs:£450,education:rest": "so there is £50 too much",
    "debt_advice=nhs:£100/£200": "adds up to £200 in year 2; the cost in the base case is £300, not discounted, so "
    "there is £100 that nobody pays",
    "debt_advice=nhs:£100/£300/£50": "adds up to £50 in year 3; the cost in the base case is £0",
    "debt_advice=nhs:£100,education:£200/£100": "gives some sectors more years than others",
    "debt_advice=nhs:1/1/1/1": "is given for 4 years; the time horizon is 3",
}


@pytest.mark.parametrize("text", NOT_THE_COST)
def test_a_split_that_is_not_the_cost_is_refused_with_the_difference(text: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_split(text).payment(COST)
    assert NOT_THE_COST[text] in str(refused.value)


def test_what_costs_nothing_cannot_be_split_by_amounts() -> None:
    with pytest.raises(InputError, match="costs nothing in the base case; split it by shares"):
        parse_split("debt_advice=nhs:£5,education:rest").payment(np.zeros(2))


def test_a_split_made_in_code_is_checked_too() -> None:
    with pytest.raises(InputError, match="names no sector"):
        Split("debt_advice", {})
    with pytest.raises(InputError, match="What nhs pays of debt_advice is -1; it must be 0 or more"):
        Split("debt_advice", {NHS: (-1.0,), SCHOOLS: (2.0,)})


TARGETS = {
    "debt_advise=nhs:1": "There is no intervention or cost line called 'debt_advise'. Did you mean 'debt_advice'?",
    "loneliness=nhs:1": "The cost of loneliness is split, but that is not run here.",
    "debt_advice.Runing=nhs:1": "There is no cost line called 'Runing' in debt_advice. Did you mean 'Running'?",
    "debt.Running=nhs:1": "There is no intervention called 'debt'. Did you mean 'debt_advice'?",
    "Runing=nhs:1": "There is no intervention or cost line called 'Runing'. Did you mean 'Running'?",
}


@pytest.mark.parametrize("text", TARGETS)
def test_what_is_not_there_is_refused_with_the_nearest(text: str) -> None:
    with pytest.raises(InputError) as refused:
        with_splits([case()], [parse_split(text)], ANALYSIS, 3)
    assert str(refused.value) == TARGETS[text]


def test_a_request_holds_splits_and_gives_cases_paid_by_them() -> None:
    asked = Request(interventions=("debt_advice",), splits=("debt_advice=nhs:25%,local_government:rest",))
    assert Request.read(json.loads(json.dumps(asked.as_dict())), "The file") == asked
    assert asked.cases()[0].payments == {"Debt advice": {NHS: (0.25,), COUNCIL: (0.75,)}}
    with pytest.raises(InputError, match="The cost of loneliness is split, but that is not run here"):
        asked.changed(splits=["loneliness=nhs:1"]).cases()


def test_amounts_are_in_prices_of_the_request() -> None:
    asked = Request(areas=("Leeds",), interventions=("debt_advice",), splits=("debt_advice=nhs:£1m,education:rest",))
    then = asked.changed(price_year="2015")
    shares = [one.cases()[0].payments["Debt advice"][NHS][0] for one in (asked, then)]
    assert shares[1] > shares[0] > 0


def test_who_pays_changes_the_digest_of_a_run() -> None:
    one = build_case("debt_advice", find_area(["Leeds"]))
    after = [with_splits([one], [parse_split(f"debt_advice={who}:1")], ANALYSIS)[0] for who in ("nhs", "education")]
    assert len({parameter_digest([case]) for case in (one, *after)}) == 3


def test_the_command_run_takes_splits_and_refuses_bad_ones(roi_model: CommandLine) -> None:
    few = ("--area", "Leeds", "--draws", "50")
    answer = roi_model("run", "debt_advice", *few, "--split", "debt_advice=nhs:1/0,education:rest", "--format", "csv")
    paying = {(row["sector"], row["year"]) for row in answer.csv if row["flow"] == "cost" and float(row["mean"]) > 0}
    assert paying == {("nhs", "0")}
    refused = roi_model("run", "debt_advice", *few, "--split", "debt_advice=nhs:0.5")
    assert (refused.code, refused.out) == (2, "")
    assert "it must add up to 1 (difference -0.5)" in refused.err
