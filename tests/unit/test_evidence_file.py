"""Reading an evidence file: all its problems at once, and what ``same_as`` means."""

from typing import Any

import pytest
from builders import CERTAIN, COST

from roi_model.inputs import evidence_file as module
from roi_model.inputs.data_file import parse_yaml
from roi_model.inputs.evidence_file import build_parameters, evidence_file, shared_parameters
from roi_model.inputs.refusal import InputError

FILE: dict[str, Any] = {
    "published": {
        "return_per_pound": 2.0,
        "horizon": 5,
        "price_year": "2015",
        "source": "phe-2017",
        "checked": "recalled",
    },
    "lever": "visit_cost",
    "payers": {"nhs": 1},
    "population": ["adults"],
    "not_counted": ["Everything else."],
    "parameters": {"coverage": CERTAIN | {"value": 0.1}, "visit_cost": COST},
}


def read(monkeypatch: pytest.MonkeyPatch, content: dict[str, Any]) -> module.EvidenceFile:
    """Read a file of this content; sources and shared parameters are the real ones."""
    shared_parameters()
    monkeypatch.setattr(module, "read_yaml", lambda _: content)
    return evidence_file.__wrapped__("visits")


def problems_of(monkeypatch: pytest.MonkeyPatch, content: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        read(monkeypatch, content)
    return caught.value.problems


def test_a_complete_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, FILE)
    assert found.intervention == "visits"
    assert list(found.parameters) == ["coverage", "visit_cost"]
    assert found.parameters["visit_cost"].stream == "visits.visit_cost"
    assert found.description.payers == {"nhs": 1.0}
    assert found.description.published.horizon == 5


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"payers": {"nhs": 0.5, "education": 0.4}}, "the payers' shares add up to 0.9; they must add up to 1."),
        ({"lever": "visit_price"}, "the lever 'visit_price' is not one of its parameters."),
        ({"published": FILE["published"] | {"source": "phe-2018"}}, "source 'phe-2018' is not in sources.yaml."),
        ({"population": []}, "population is []; tuple should have at least 1 item after validation, not 0."),
        (
            {"extrapolated": {"after": "coverage", "until": "visit_costs", "note": "Beyond."}},
            "extrapolated, until names 'visit_costs', which is not there; did you mean 'visit_cost'.",
        ),
        ({"leaver": "x"}, "leaver is not a known field; did you mean 'lever'."),
    ],
)
def test_a_bad_description_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], problem: str
) -> None:
    assert problems_of(monkeypatch, FILE | changes) == (f"visits.yaml: {problem}",)


def test_a_missing_part_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    content = {key: value for key, value in FILE.items() if key != "not_counted"}
    assert problems_of(monkeypatch, content) == ("visits.yaml: not_counted is missing.",)


def test_an_unknown_field_inside_a_part_is_compared_with_the_fields_of_that_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    published = FILE["published"] | {"locater": "p. 3"}
    (problem,) = problems_of(monkeypatch, FILE | {"published": published})
    assert problem == "visits.yaml: published.locater is not a known field; did you mean 'locator'."


def test_a_population_figure_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    (problem,) = problems_of(monkeypatch, FILE | {"population": ["adult"]})
    assert problem.startswith("visits.yaml: ")
    assert "'adult'" in problem
    assert "'adults'" in problem


def test_all_problems_of_a_file_are_raised_together(monkeypatch: pytest.MonkeyPatch) -> None:
    parameters = {
        "coverage": CERTAIN | {"value": 0.1, "low": 0},
        "visit_cost": COST | {"price_year": None},
        "travel_cost": COST | {"low": 130},
        "fee": COST | {"sorce": "judgement"},
    }
    content = FILE | {"parameters": parameters, "payers": {"nhs": 0.5}}
    assert problems_of(monkeypatch, content) == (
        "visits.yaml, coverage: a decision parameter has no low, high or distribution.",
        "visits.yaml, visit_cost: price_year is missing; money needs one.",
        "visits.yaml, travel_cost: the interval 130 to 120 is upside down or empty; low must be below high.",
        "visits.yaml, fee: sorce is not a known field; did you mean 'source'.",
        "visits.yaml: the payers' shares add up to 0.5; they must add up to 1.",
    )


def test_the_same_parameter_under_another_name_is_the_same_stream() -> None:
    shared = shared_parameters()
    built = build_parameters({"fee": {"same_as": "tax_share", "label": "Fee"}}, "x.yaml", prefix="x.", shared=shared)
    assert built["fee"].model_dump() == shared["tax_share"].model_dump() | {"name": "fee", "label": "Fee"}
    assert built["fee"].stream == "tax_share"


def test_a_parameter_may_be_the_same_as_an_earlier_one_of_its_file() -> None:
    built = build_parameters(
        {"first": COST, "second": {"same_as": "first", "label": "Again"}}, "x.yaml", prefix="x.", shared={}
    )
    assert built["second"].stream == built["first"].stream == "x.first"


def test_same_as_a_parameter_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        build_parameters(
            {"fee": {"same_as": "taxshare", "label": "Fee"}}, "x.yaml", prefix="x.", shared=shared_parameters()
        )
    assert caught.value.problems == (
        "x.yaml, fee: same_as names 'taxshare', which is not there; did you mean 'tax_share'.",
    )


def test_same_as_with_nothing_near_makes_no_guess() -> None:
    with pytest.raises(InputError) as caught:
        build_parameters({"fee": {"same_as": "zzzzz"}}, "x.yaml", prefix="x.", shared={})
    (problem,) = caught.value.problems
    assert problem.startswith("x.yaml, fee: same_as names 'zzzzz', which is not there")
    assert "None" not in problem


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "cost:\n  value: 1\n  value: 2\n",
            (
                'visits.yaml, line 3: found duplicate key "value" with value "2" (original value: "1"); a name may '
                "stand only once."
            ),
        ),
        ("cost: [1\n", "visits.yaml, line 2: not readable as YAML (expected ',' or ']', but got '<stream end>')."),
        ("- 1\n", "visits.yaml: holds list, where named entries were expected."),
        ("", "visits.yaml: holds NoneType, where named entries were expected."),
    ],
)
def test_text_that_is_not_yaml_of_named_entries_is_refused(text: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_yaml(text, "visits.yaml")
    assert caught.value.problems == (problem,)
