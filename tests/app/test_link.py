from __future__ import annotations

import base64
import json
import random
import string
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roi_model.analysis.request import Request
from roi_model.app import link
from roi_model.app.chosen import DEFAULT, MOST_DRAWS, Chosen
from roi_model.app.roles import ANYONE, ROLES, role
from roi_model.engine.analysis import AlsoCount
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.sector import PERSPECTIVES
from roi_model.inputs.refusal import InputError

EVERYTHING = Chosen(
    Request(
        name="Plan for 2027",
        note="Agreed – with £ and “quotes”.",
        areas=("Leeds", "Bradford"),
        population={"adults": 1234.0},
        interventions=("debt_advice", "collaborative_care"),
        preset="evidence",
        presets={"debt_advice": "trial-null"},
        changes={"coverage": 0.25, "debt_advice.advice_cost": "300:250:360@2024-25"},
        reasons={"debt_advice.advice_cost": "Our own contract."},
        payers={"nhs": 0.5, "local_government": 0.5},
        splits=("debt_advice=nhs:40%/20%,local_government:60%/80%",),
        horizon=3,
        perspective="public_sector",
        price_year="2025-26",
        schedule="review-2026",
        also_count=AlsoCount.QALYS,
        draws=2048,
        seed=7,
        correlations={"advice_cost,risk_in_debt": 0.5},
    ),
    role("icb"),
)

plans = st.builds(
    lambda fields, taken: Chosen(Request(**fields), taken),
    st.fixed_dictionaries(
        {},
        optional={
            "name": st.text(max_size=60),
            "areas": st.sampled_from(
                [("Leeds",), ("Leeds", "York"), ("NHS Devon Integrated Care Board",), ("London",)]
            ),
            "interventions": st.lists(st.sampled_from(INTERVENTION_NAMES), min_size=1, unique=True).map(tuple),
            "changes": st.fixed_dictionaries({}, optional={"coverage": st.floats(0, 1)}),
            "horizon": st.none() | st.integers(1, 100),
            "perspective": st.sampled_from(list(PERSPECTIVES)),
            "draws": st.integers(2, MOST_DRAWS),
            "seed": st.integers(0, 2**70),
        },
    ),
    st.sampled_from([ANYONE, *ROLES]),
)


@given(plans)
def test_a_link_and_a_file_give_back_what_was_chosen_and_the_link_needs_no_escape(chosen: Chosen) -> None:
    text = link.encode(chosen)
    assert link.decode(text) == chosen
    assert set(text) <= set(string.ascii_letters + string.digits + "-_")
    assert link.read_file(link.write_file(chosen).encode()) == chosen


NOT_TOGETHER = {"method", "apart"}  # Sobol' draws allow no correlation, and the app adds places together


def test_every_field_of_a_request_survives_a_link() -> None:
    assert set(EVERYTHING.request.as_dict()) == set(Request.model_fields) - NOT_TOGETHER
    assert link.decode(link.encode(EVERYTHING)) == EVERYTHING


def test_an_everyday_link_is_short() -> None:
    assert len(link.encode(DEFAULT.changed(areas=("Leeds",), changes={"debt_advice.coverage": 0.2}))) < 160


def problems_of(read: Callable[[Any], Chosen], content: object) -> tuple[str, ...]:
    try:
        read(content)
    except InputError as error:
        return error.problems
    return ()


@given(st.text(max_size=300))
def test_any_text_is_a_scenario_or_is_refused_in_a_sentence(text: str) -> None:
    assert all(problem.startswith("The link ") for problem in problems_of(link.decode, text))


@given(st.binary(max_size=300))
def test_any_file_is_a_scenario_or_is_refused_in_a_sentence(content: bytes) -> None:
    assert all(problem.startswith("The file") for problem in problems_of(link.read_file, content))


def packed(content: object) -> str:
    return link.VERSION + base64.urlsafe_b64encode(zlib.compress(json.dumps(content).encode())).decode().rstrip("=")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9abc", "The link cannot be read: it is not one that this program made."),
        ("1!!!!", "The link cannot be read: part of it is missing or was changed."),
        ("1aGVsbG8", "The link cannot be read: part of it is missing or was changed."),
        (link.encode(EVERYTHING)[:-9], "The link cannot be read: part of it is missing or was changed."),
        (packed([1]), "The link does not hold a scenario."),
        ("1" * 7000, "The link is 7,000 characters long; it must be at most 6,000."),
        (packed({"arias": ["Leeds"]}), "The link: arias is not a known field; did you mean 'areas'."),
        (packed({"areas": ["Leads"]}), "There is no area called 'Leads'. Did you mean 'Leeds'?"),
        (packed({"role": "icbs"}), "There is no role called 'icbs'. Did you mean 'icb'?"),
        (packed({"role": 5}), "The link: role is 5; it must be text."),
        (packed({"draws": 10_000_000}), "draws is 10,000,000; in the app it must be at most 100,000."),
        (packed({"apart": True}), "apart is true; the app adds places together, so leave it out."),
        (packed({"changes": {"coverage": 2}}), "coverage is 2; it must be a number between 0 and 1."),
    ],
)
def test_a_link_that_cannot_be_used_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        link.decode(text)
    assert refused.value.problems == (said,)


def test_a_small_link_that_would_swell_without_end_is_not_unpacked() -> None:
    bomb = link.VERSION + base64.urlsafe_b64encode(zlib.compress(b" " * 3_000_000)).decode()
    assert len(bomb) < link.MOST_CHARACTERS
    with pytest.raises(InputError, match="part of it is missing"):
        link.decode(bomb)


@pytest.mark.parametrize("content", [b"[" * 50_000, b"\xff\xfe", b'{"areas": ', b'{"horizon": NaN}'])
def test_hostile_files_are_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="^The file"):
        link.read_file(content)


@pytest.mark.parametrize(("content", "said"), [(b" \n", "The file is empty."), (b"x" * 100_001, "has 100,001 bytes")])
def test_empty_and_huge_files_are_refused(content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        link.read_file(content)


def test_a_scenario_too_long_for_a_link_says_what_to_do() -> None:
    letters = random.Random(1)
    note = "".join(chr(letters.randrange(0x10000, 0x110000)) for _ in range(2000))
    with pytest.raises(InputError, match="save it as a file instead"):
        link.encode(DEFAULT.changed(note=note))
