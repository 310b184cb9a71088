"""Where the user's own body stands: the side, the amounts and the chance are those of the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roi_model.analysis.request import Request
from roi_model.app import engine
from roi_model.app.chosen import Chosen
from roi_model.app.roles import role
from roi_model.app.words import own_sentence
from roi_model.engine.sector import Sector

COUNCIL = Sector.LOCAL_GOVERNMENT
CHOSEN = Chosen(Request(areas=("Leeds",), interventions=("debt_advice",), horizon=5, draws=64)).with_role(
    role("council")
)


@pytest.mark.parametrize(
    ("net", "cash", "said"),
    [
        (1_200.0, 340.0, "would be £1,200 better off in all, and £340 better off in cash"),
        (1_200.0, -340.0, "would be £1,200 better off in all, and £340 worse off in cash"),
        (-1_200.0, 340.0, "would be £1,200 worse off in all, and £340 better off in cash"),
        (-1_200.0, -340.0, "would be £1,200 worse off in all, and £340 worse off in cash"),
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
