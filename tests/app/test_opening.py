"""Links with mistakes in them: what cannot be used is left out and named, and all the rest is taken."""

from __future__ import annotations

import base64
import json
import random
import zlib
from dataclasses import replace
from typing import Any

import pytest
from browser import open_app
from hypothesis import given
from hypothesis import strategies as st

from roi_model.app import link
from roi_model.app.chosen import DEFAULT, MOST_DRAWS, Chosen
from roi_model.app.frame import NO_LINK
from roi_model.app.opening import MOST_PROBLEMS, Opened, opened
from roi_model.inputs.area_table import authorities
from roi_model.inputs.parameter import Kind
from roi_model.inputs.refusal import InputError

LEEDS = DEFAULT.changed(areas=("Leeds",))


def packed(content: object) -> str:
    return link.VERSION + base64.urlsafe_b64encode(zlib.compress(json.dumps(content).encode(), 9)).decode().rstrip("=")


def read(**pieces: Any) -> Opened:
    return opened({"horizon": 5, "areas": ["Leeds"], **pieces}, "The link")


def test_a_link_without_mistakes_is_taken_whole() -> None:
    asked = LEEDS.picked("best_mix", budget=2e6, never=("loneliness",)).picked("compare", every_horizon=True)
    assert link.open_link(link.encode(asked)) == Opened(asked)


@pytest.mark.parametrize(
    ("pieces", "wanted", "said"),
    [
        ({"areas": ["Leeds", "Leads"]}, LEEDS, "There is no area called 'Leads'. Did you mean 'Leeds'?"),
        ({"arias": ["York"]}, LEEDS, "The link: arias is not a known field; did you mean 'areas'."),
        ({"role": "icbs"}, LEEDS, "There is no role called 'icbs'. Did you mean 'icb'?"),
        ({"horizon": "soon"}, LEEDS, "The link: horizon is 'soon'; it must be a whole number."),
        ({"preset": "best"}, LEEDS, "There is no preset called 'best'"),
        ({"payers": {"nhs": 0.7}}, LEEDS, "add up to"),
        ({"apart": True}, LEEDS, "apart is true; the app adds places together, so leave it out."),
        (
            {"changes": {"debt_advice.coverage": 2, "loneliness.coverage": 0.2}},
            LEEDS.changed(changes={"loneliness.coverage": 0.2}),
            "coverage is 2; it must be a number between 0 and 1.",
        ),
        (
            {"interventions": ["debt_advice", "dept_advice"]},
            LEEDS.changed(interventions=("debt_advice",)),
            "There is no intervention called 'dept_advice'. Did you mean 'debt_advice'?",
        ),
        (
            {"page": {"best_mix": {"most": 7, "budget": 5e5}, "compare": {"order": "net"}}},
            LEEDS.picked("best_mix", budget=5e5).picked("compare", order="net"),
            "The link, page: best_mix.most is 7; input should be less than or equal to 1.",
        ),
        ({"page": {"nowhere": {"x": 1}}}, LEEDS, "The link, page: nowhere is not a known field."),
        ({"page": 5}, LEEDS, "The link, page: the entry is 5; it must be names with values."),
    ],
)
def test_a_piece_that_cannot_be_used_is_left_out_and_named(pieces: dict[str, Any], wanted: Chosen, said: str) -> None:
    found = read(**pieces)
    assert found.chosen == wanted
    assert len(found.problems) == 1
    assert found.problems[0].startswith(said) or said in found.problems[0]


def test_the_reason_of_a_change_that_is_left_out_goes_with_it() -> None:
    changes = {"debt_advice.coverage": 2, "loneliness.coverage": 0.2}
    found = read(changes=changes, reasons={"debt_advice.coverage": "why", "loneliness.coverage": "because"})
    assert found.chosen.request.reasons == {"loneliness.coverage": "because"}
    assert len(found.problems) == 1


def test_more_draws_and_years_than_the_app_has_time_for_are_made_less_and_said() -> None:
    found = read(draws=1_000_000, horizon=500)
    assert (found.chosen.request.draws, found.chosen.request.horizon, found.problems) == (MOST_DRAWS, 100, ())
    assert found.capped == (
        "The link asks for 1,000,000 draws; the app makes at most 100,000, and so many are shown.",
        "The link asks for 500 years; the app counts at most 100, and so many are shown.",
    )
    assert read(draws=2**20, method="sobol").chosen.request.draws == 2**16


def test_a_link_of_many_mistakes_is_not_read_for_ever() -> None:
    found = read(changes={f"nothing{number}": 1 for number in range(5_000)})
    assert found.chosen == LEEDS
    assert len(found.problems) == MOST_PROBLEMS


@given(
    st.dictionaries(
        st.sampled_from(["areas", "changes", "horizon", "page", "draws", "role", "payers", "splits", "seed", "note"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
            max_leaves=6,
        ),
    )
)
def test_whatever_a_link_holds_something_can_be_shown(content: dict[str, Any]) -> None:
    found = opened(content, "The link")
    found.chosen.check()
    assert all(problem.endswith((".", "?")) for problem in found.problems)


def test_the_page_names_what_was_left_out_and_what_was_made_less() -> None:
    text = packed({"areas": ["Leeds"], "horizon": 500, "preset": "best", "draws": 64})
    app = open_app(link_text=text)
    assert app.multiselect(key="areas").value == ["Leeds"]
    assert "There is no preset called 'best'" in app.warning[0].value
    said = [each.value for each in app.info]
    assert (len(app.warning), len(said)) == (1, 2)
    assert said[0].startswith("The link asks for 500 years; the app counts at most 100")
    assert said[1].startswith("Parts of the link could not be used.")
    assert link.decode(app.query_params["s"]).request.horizon == 100


def overridden(reasons: bool) -> Chosen:
    """Thirty councils, all programmes, every number of each set by hand."""
    letters = random.Random(2017)
    changes: dict[str, float | str] = {}
    for case in DEFAULT.request.cases():
        for each in case.parameters:
            low, high = each.allowed
            fixed = each.whole or each.kind is Kind.STRUCTURAL
            moved = each.value if fixed else float(f"{each.value * letters.uniform(0.97, 1.03):.4g}")
            value = min(max(moved, low), high)
            changes[f"{case.intervention.name}.{each.name}"] = f"{value}@2024-25" if each.is_money else value
    why = {name: f"Our contract {letters.randrange(10**6)} of {letters.randrange(2020, 2027)}." for name in changes}
    areas = tuple(sorted(area.name for area in authorities().values())[:30])
    return DEFAULT.changed(areas=areas, changes=changes, reasons=why if reasons else {})


def test_thirty_councils_with_every_number_of_each_programme_set_by_hand_fit_into_a_link() -> None:
    asked = overridden(reasons=False)
    assert len(asked.request.changes) == sum(len(list(case.parameters)) for case in DEFAULT.request.cases()) > 90
    text = link.encode(asked)
    assert len(text) < link.MOST_CHARACTERS < 8_000 - 300  # what browsers and servers between take, less the address
    assert link.decode(text) == asked


def test_where_reasons_make_it_too_long_every_page_says_what_to_do_and_the_file_holds_it() -> None:
    asked = overridden(reasons=True)
    longer = {name: f"{why} {random.Random(name).randbytes(60).hex()}" for name, why in asked.request.reasons.items()}
    asked = asked.changed(reasons=longer)
    with pytest.raises(InputError, match="save it as a file instead"):
        link.encode(asked)
    app = open_app()
    app.session_state["_chosen"] = replace(asked, request=asked.request.changed(draws=64))
    for view in ("start", "scenarios"):
        app.switch_page(f"views/{view}.py").run()
        assert NO_LINK in [each.value for each in app.warning]
    assert link.read_file(link.write_file(asked).encode()) == asked
