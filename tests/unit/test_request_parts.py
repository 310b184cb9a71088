"""Parts of a request, and what is put over it."""

from __future__ import annotations

import pytest

from roi_model.analysis.request import Request
from roi_model.analysis.request_parts import narrowed, put_over
from roi_model.inputs.refusal import InputError

FULL = Request(
    areas=("Leeds",),
    population={"adults": 1000},
    changes={"coverage": 0.2, "weekly_pay": "600@2024-25", "loneliness.coverage": 0.3, "debt_advice.coverage": 0.4},
    reasons={"loneliness.coverage": "All wards."},
    presets={"loneliness": "evidence"},
    splits=("loneliness=nhs:1", "debt_advice.Debt advice=nhs:1"),
)


def test_only_what_concerns_the_interventions_is_kept() -> None:
    one = narrowed(FULL, ["debt_advice"])
    assert dict(one.changes) == {"coverage": 0.2, "debt_advice.coverage": 0.4}
    assert (one.reasons, one.presets, one.splits) == ({}, {}, ("debt_advice.Debt advice=nhs:1",))
    assert one.cases()[0].parameters["coverage"].value == 0.4
    other = narrowed(FULL, ["workplace_stress"])
    assert dict(other.changes) == {"coverage": 0.2, "weekly_pay": "600@2024-25"}


def test_an_unknown_intervention_is_refused_when_it_is_run() -> None:
    with pytest.raises(InputError, match="Did you mean 'debt_advice'"):
        narrowed(FULL, ["debt_advise"]).cases()


def test_what_is_put_over_goes_before_what_is_there() -> None:
    asked = put_over(FULL, {"changes": {"coverage": "0.5"}, "presets": {"debt_advice": "evidence"}, "seed": 1}, "Here")
    assert list(asked.changes.items())[-1] == ("coverage", "0.5")
    assert asked.presets == {"loneliness": "evidence", "debt_advice": "evidence"}
    assert (asked.seed, asked.population) == (1, {"adults": 1000})


def test_a_new_area_brings_its_own_people() -> None:
    assert put_over(FULL, {"areas": ("Hull",)}, "Here").population == {}
    assert put_over(FULL, {"areas": ("Hull",), "population": {"adults": 5.0}}, "Here").population == {"adults": 5.0}
