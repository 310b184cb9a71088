"""Where the user's own body stands: the side, the amounts and the chance are those of the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roi_model.analysis.request import Request
from roi_model.app import engine
from roi_model.app.chosen import DEFAULT, Chosen
from roi_model.app.own_body import own_hint, own_name, own_sentence, who_sentence
from roi_model.app.roles import role
from roi_model.engine.sector import Sector
from roi_model.outputs.figure_words import sector_in_sentence
from roi_model.outputs.words import percent_in_sentence, pounds

COUNCIL = Sector.LOCAL_GOVERNMENT
CHOSEN = Chosen(Request(areas=("Leeds",), interventions=("debt_advice",), horizon=5, draws=64)).with_role(
    role("council")
)


@pytest.mark.parametrize(
    ("net", "cash", "said"),
    [
        (1_200.0, 340.0, "would be £1,200 better off in all, and £340 better off in cash (both discounted)"),
        (1_200.0, -340.0, "would be £1,200 better off in all, and £340 worse off in cash (both discounted)"),
        (-1_200.0, 340.0, "would be £1,200 worse off in all, and £340 better off in cash (both discounted)"),
        (-1_200.0, -340.0, "would be £1,200 worse off in all, and £340 worse off in cash (both discounted)"),
    ],
)
def test_the_side_on_which_a_council_stands_is_that_of_its_net_gain(net: float, cash: float, said: str) -> None:
    plan = engine.plan(CHOSEN.request)
    made_up = replace(
        plan,
        net_of_sector={COUNCIL: replace(plan.net_of_sector[COUNCIL], mean=net)},
        net_cash_of_sector={COUNCIL: replace(plan.net_cash_of_sector[COUNCIL], mean=cash)},
        chance_of_sector={COUNCIL: replace(plan.chance_of_sector[COUNCIL], probability=0.25)},
    )
    text = own_sentence(CHOSEN, made_up)
    assert text is not None
    assert said in text
    assert text.endswith("The chance of being better off is 25%.")


def test_a_body_on_which_nothing_falls_is_told_so() -> None:
    plan = replace(engine.plan(CHOSEN.request), net_of_sector={})
    assert own_sentence(CHOSEN, plan) == f"Nothing of this falls on {CHOSEN.role.own}."


@pytest.mark.parametrize(
    ("taken", "areas", "people", "name"),
    [
        ("council", ("Leeds",), {}, "your council"),
        ("council", (), {}, "all councils in England together"),
        ("council", ("Leeds", "York"), {}, "all councils in Leeds and York together"),
        ("icb", ("West Yorkshire ICB",), {}, "your ICB and its NHS services"),
        ("icb", ("Leeds",), {}, "the NHS in Leeds"),
        ("school_trust", ("Leeds",), {}, "all schools in Leeds together"),
        ("school_trust", ("Leeds",), {"pupils_year_7": 200.0}, "all schools in Leeds (own figures) together"),
        ("school_trust", ("Leeds",), {"pupils_year_7": 200.0, "pupils_7_to_10": 100.0}, "your schools"),
        ("employer", ("Leeds",), {}, "all employers in Leeds together"),
        ("employer", ("Leeds",), {"residents_16_to_64": 250.0, "employment_rate": 1.0}, "your business"),
    ],
)
def test_figures_of_a_place_are_never_called_those_of_one_body(
    taken: str, areas: tuple[str, ...], people: dict[str, float], name: str
) -> None:
    chosen = DEFAULT.changed(areas=areas, population=people).with_role(role(taken))
    assert own_name(chosen) == name
    assert (own_hint(chosen) == "") is (name.startswith("your") or taken in {"council", "icb"})


def test_who_is_out_of_pocket_and_who_gains_most_is_said_with_the_plans_own_figures() -> None:
    plan = engine.plan(CHOSEN.request)
    nets = {sector: net.mean for sector, net in plan.net_of_sector.items()}
    text = who_sentence(plan)
    assert nets[COUNCIL] < 0
    chance = percent_in_sentence(plan.chance_of_sector[COUNCIL].probability)
    behind = f"local government would be {pounds(-nets[COUNCIL])} out of pocket after 5 years, on average."
    assert text.startswith(
        f"In all, {behind} The chance that it is ahead is {chance}. In cash (discounted), those out of pocket are "
    )
    most = max(nets, key=lambda sector: nets[sector])
    assert f"Those who gain most are {sector_in_sentence(most)} ({pounds(nets[most])})" in text
    better = {sector: replace(net, mean=abs(net.mean)) for sector, net in plan.net_of_sector.items()}
    assert "nobody is out of pocket" in who_sentence(replace(plan, net_of_sector=better))


def test_where_nobody_gains_none_is_said_to_gain_most() -> None:
    plan = engine.plan(DEFAULT.changed(areas=("Leeds",), interventions=("debt_advice",)).request)
    worse = {sector: replace(net, mean=-abs(net.mean)) for sector, net in plan.net_of_sector.items()}
    text = who_sentence(replace(plan, net_of_sector=worse))
    assert "would be " in text
    assert "gain most" not in text
    assert "gain most" in who_sentence(plan)


def test_nobody_is_called_in_credit_whose_cash_is_gone() -> None:
    """Employers gain staff time and pay in cash: ahead on all value, out of pocket in cash."""
    plan = engine.plan(DEFAULT.changed(areas=("Leeds",), interventions=("workplace_wellbeing",)).request)
    cash = plan.net_cash_of_sector[Sector.EMPLOYERS].mean
    assert plan.net_of_sector[Sector.EMPLOYERS].mean > 0 > cash
    text = who_sentence(plan)
    assert text.startswith("In all, nobody is out of pocket after 5 years, on average. ")
    assert f"In cash (discounted), those out of pocket are employers ({pounds(-cash)})." in text
    saved = {sector: replace(net, mean=abs(net.mean)) for sector, net in plan.net_cash_of_sector.items()}
    assert "In cash (discounted) nobody is." in who_sentence(replace(plan, net_cash_of_sector=saved))
