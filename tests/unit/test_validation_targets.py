"""The targets: whole, sourced, and equal to what the evidence files say was published."""

import pytest

from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.inputs.evidence_file import evidence_file
from roi_model.inputs.refusal import InputError
from roi_model.validation.independent import CHECKS
from roi_model.validation.target import TargetKind, checked_targets, read_rows, targets, targets_of

COMPLETE = {
    "id": "some_figure",
    "kind": "independent",
    "subject": "price link",
    "quantity": "calendar to financial years",
    "value": "1.009816",
    "tolerance": "0.0000005",
    "unit": "factor",
    "source": "dft-green-book-2026",
    "locator": "page 1",
    "checked": "read",
}


def test_validation_headlines_are_the_eight_interventions() -> None:
    assert tuple(target.subject for target in targets_of(TargetKind.HEADLINE)) == INTERVENTION_NAMES


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_validation_headline_is_the_published_entry_of_the_evidence_file(name: str) -> None:
    target = next(target for target in targets_of(TargetKind.HEADLINE) if target.subject == name)
    published = evidence_file(name).description.published
    assert (target.value, target.horizon) == (published.return_per_pound, published.horizon)
    assert (target.source, target.locator, target.checked) == (published.source, published.locator, published.checked)


def test_validation_headlines_are_held_to_two_decimals() -> None:
    assert {target.tolerance for target in targets_of(TargetKind.HEADLINE)} == {0.005}
    assert {target.decimals for target in targets_of(TargetKind.HEADLINE)} == {2}


def test_validation_every_check_has_code_and_every_code_a_check() -> None:
    others = {target.subject for target in targets() if target.kind is not TargetKind.HEADLINE}
    assert others == set(CHECKS)


def test_validation_circular_figures_say_so() -> None:
    circular = targets_of(TargetKind.CIRCULAR)
    assert {target.id for target in circular} >= {"bullying_2011_total", "debt_2011_other_public"}
    assert all("ircular" in target.note for target in circular)


def test_validation_inputs_of_2011_have_a_source_and_say_how_they_were_read() -> None:
    rows = read_rows("inputs_2011.csv")
    assert len(rows) == 15
    assert {row["source"] for row in rows} == {"knapp-2011"}
    assert {row["checked"] for row in rows} == {"recalled", "derived", "assumed"}


def test_validation_target_tolerance_includes_its_own_edge_and_nothing_beyond() -> None:
    target = checked_targets([COMPLETE | {"value": "0.34", "tolerance": "0.005"}])[0]
    # In binary 0.34 + 0.005 lies a hair above 0.345, which the edge must still hold.
    assert target.is_met_by(0.345)
    assert target.is_met_by(0.335)
    assert not target.is_met_by(0.34502)
    assert not target.is_met_by(0.33498)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": "guess"}, "kind is 'guess'; allowed: 'headline', 'independent' or 'circular'"),
        ({"source": "green-bok-2026"}, "There is no source called 'green-bok-2026' in sources.yaml. Did you mean"),
        ({"checked": "hoped"}, "checked is 'hoped'; allowed"),
        ({"tolerance": "-1"}, "tolerance is '-1'"),
        ({"value": "much"}, "value is 'much'"),
    ],
)
def test_validation_target_that_is_not_complete_is_refused(change: dict[str, str], sentence: str) -> None:
    with pytest.raises(InputError) as refusal:
        checked_targets([COMPLETE | change])
    assert refusal.value.problems[0].startswith("targets.csv, line 2, some_figure: ")
    assert sentence in refusal.value.problems[0]


def test_validation_all_problems_of_the_targets_are_raised_together() -> None:
    with pytest.raises(InputError) as refusal:
        checked_targets([COMPLETE, COMPLETE, COMPLETE | {"id": "other", "unit": ""}])
    assert len(refusal.value.problems) == 2
    assert "line 3, some_figure: the id stands twice" in refusal.value.problems[0]
    assert "line 4, other: unit" in refusal.value.problems[1]
