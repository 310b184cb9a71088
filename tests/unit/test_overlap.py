"""Which claims meet, and what the overlap rule leaves of each: worked by hand."""

from collections.abc import Sequence

import numpy as np
import pytest

from roi_model.engine.cash_flow import Array, Claim, Outcome, People
from roi_model.engine.line import Rival
from roi_model.engine.overlap import PARTS, contested, part_sizes, rivals_of, shares_left
from roi_model.inputs.burden import burdens
from roi_model.inputs.refusal import InputError

# 1,000 adults: 400 in work, 200 aged 65 or over, 400 neither. Depression at any time, 17%: 68, 34 and 68 person-years.
FIGURES = {
    name: np.array([[value]])
    for name, value in {
        "adults": 1000.0,
        "residents_16_to_64": 500.0,
        "employment_rate": 0.8,
        "people_65_plus": 200.0,
    }.items()
}
ABSENCE, DEPRESSION = (Outcome.SICKNESS_ABSENCE, People.PEOPLE_IN_WORK), (Outcome.DEPRESSION, People.PEOPLE_IN_WORK)


def claim(outcome: Outcome, people: People, *years: float, through: Claim | None = None) -> Claim:
    return Claim(outcome, people, np.array([years]), through)


def absence(*days: float, through: Claim | None = None) -> Claim:
    return claim(*ABSENCE, *days, through=through)


def ill(people: People, *cases: float) -> Claim:
    return claim(Outcome.DEPRESSION, people, *cases)


def left(*claims: Claim | Sequence[Claim]) -> list[dict[tuple[Outcome, People], Array]]:
    return shares_left([one if isinstance(one, Sequence) else [one] for one in claims], FIGURES)


def test_the_burdens_are_those_that_these_examples_are_worked_with() -> None:
    assert {name: burden.value for name, burden in burdens().items()} == {
        "depression or anxiety": 0.17,
        "sickness absence": 6.3,
    }


def test_the_parts_of_the_population_add_up_to_the_adults() -> None:
    sizes = part_sizes(FIGURES)
    assert [sizes[part].item() for part in ("in_work", "neither", "older")] == [400, 400, 200]


def test_two_that_each_avert_half_together_avert_three_quarters_and_keep_three_quarters_each() -> None:
    # 400 in work × 6.3 = 2,520 days. 1 − ½·½ = ¾ of them, 1,890; ¾ of each claim of 1,260 is 945.
    first, second = left(absence(1260), absence(1260))
    assert first[ABSENCE].item() == pytest.approx(0.75, abs=1e-15)
    assert second[ABSENCE].item() == first[ABSENCE].item()


def test_each_year_is_settled_by_itself() -> None:
    first, _ = left(absence(1260, 0, 1260), absence(1260, 1260, 0))
    assert first[ABSENCE].tolist() == [[pytest.approx(0.75, abs=1e-15), 1.0, 1.0]]


def test_a_claim_on_adults_meets_one_on_people_in_work_only_in_people_in_work() -> None:
    # 34 of the 170 in adults and 13.6 of the 68 in work are a fifth each. In work (1 − 0.8·0.8) ÷ 0.4 = 0.9 is left;
    # elsewhere all: 0.4·0.9 + 0.6 = 0.96 of the claim on adults.
    adults, workers = left(ill(People.ADULTS, 34), ill(People.PEOPLE_IN_WORK, 13.6))
    assert workers[DEPRESSION].item() == pytest.approx(0.9, abs=1e-12)
    assert adults[Outcome.DEPRESSION, People.ADULTS].item() == pytest.approx(0.96, abs=1e-12)
    in_work = 34 * 0.4 * 0.9 + 13.6 * 0.9
    assert in_work == pytest.approx(68 * (1 - 0.8 * 0.8), abs=1e-12)


def test_three_meet_two_by_two_in_three_parts() -> None:
    # A fifth in adults, a fifth in work and a half of the 34 in older people.
    adults, workers, older = left(
        ill(People.ADULTS, 34), ill(People.PEOPLE_IN_WORK, 13.6), ill(People.OLDER_PEOPLE, 17)
    )
    with_older = (1 - 0.8 * 0.5) / 0.7
    assert workers[DEPRESSION].item() == pytest.approx(0.9, abs=1e-12)
    assert older[Outcome.DEPRESSION, People.OLDER_PEOPLE].item() == pytest.approx(with_older, abs=1e-12)
    expected = 0.4 * 0.9 + 0.4 * 1 + 0.2 * with_older
    assert adults[Outcome.DEPRESSION, People.ADULTS].item() == pytest.approx(expected, abs=1e-12)


def test_days_of_absence_go_with_the_cases_they_come_from_and_are_then_settled_among_themselves() -> None:
    # The courses avert a fifth of the depression in work, and through it 630 of 2,520 days. A tenth of the cases goes
    # to the other claim, and 63 days with it; 567 are 0.225 of all. The programme's 504 are 0.2.
    cases = ill(People.PEOPLE_IN_WORK, 13.6)
    courses = [cases, absence(630, through=cases)]
    found = left(courses, ill(People.ADULTS, 34), absence(504))
    together = (1 - (1 - 0.225) * (1 - 0.2)) / (0.225 + 0.2)
    assert found[0][DEPRESSION].item() == pytest.approx(0.9, abs=1e-12)
    assert found[0][ABSENCE].item() == pytest.approx(0.9 * together, abs=1e-12)
    assert found[2][ABSENCE].item() == pytest.approx(together, abs=1e-12)


def test_days_that_nobody_else_claims_still_go_with_their_cases() -> None:
    cases = ill(People.PEOPLE_IN_WORK, 13.6)
    courses, _ = left([cases, absence(630, through=cases)], ill(People.ADULTS, 34))
    assert courses[ABSENCE].item() == courses[DEPRESSION].item() == pytest.approx(0.9, abs=1e-12)


def test_one_intervention_may_claim_an_outcome_in_two_groups() -> None:
    # A fifth in work meets another fifth there, 0.9; half of the 34 in older people meets nobody.
    both, _ = left([ill(People.PEOPLE_IN_WORK, 13.6), ill(People.OLDER_PEOPLE, 17)], ill(People.PEOPLE_IN_WORK, 13.6))
    assert both[DEPRESSION].item() == pytest.approx(0.9, abs=1e-12)
    assert (Outcome.DEPRESSION, People.OLDER_PEOPLE) not in both


def test_more_than_there_is_counts_as_all_there_is() -> None:
    # Twice the 2,520 days, and half of them: together all of them, shared as 1 to ½.
    first, second = left(absence(5040), absence(1260))
    assert 5040 * first[ABSENCE].item() == pytest.approx(2520 * 2 / 3, abs=1e-9)
    assert 1260 * second[ABSENCE].item() == pytest.approx(2520 / 3, abs=1e-9)


def test_harm_stays_whole_and_takes_nothing_from_the_others() -> None:
    found = left(absence(-1260), absence(1260), absence(1260))
    assert [one[ABSENCE].item() for one in found] == [1.0, pytest.approx(0.75, abs=1e-15), pytest.approx(0.75)]


def test_harm_and_good_of_nearly_one_size_do_not_swell() -> None:
    first, second = left(absence(1260), absence(-1259.999999999))
    assert (first[ABSENCE].item(), second[ABSENCE].item()) == (1.0, 1.0)


def test_small_claims_keep_their_digits() -> None:
    first, _ = left(absence(2520e-14), absence(2520e-14))
    assert first[ABSENCE].item() == pytest.approx(1 - 0.5e-14, abs=3e-16)


def test_one_claim_beside_nothing_keeps_all_of_itself_to_the_last_bit() -> None:
    first, _ = left(absence(777.7), absence(0))
    assert first[ABSENCE].item() == 1.0


def test_in_a_place_without_people_nothing_is_divided_by_nothing() -> None:
    first, _ = shares_left([[absence(0)], [absence(0)]], {})
    assert np.isfinite(first[ABSENCE]).all()


def test_pupils_of_two_ages_are_different_children() -> None:
    younger = claim(Outcome.CHILD_DISORDER, People.PUPILS_7_TO_10, 1)
    older = claim(Outcome.CHILD_DISORDER, People.PUPILS_YEAR_7, 1)
    assert contested([[younger], [older]]) == set()


def test_two_outcomes_of_one_group_do_not_meet() -> None:
    assert contested([[ill(People.PEOPLE_IN_WORK, 1)], [absence(1)]]) == set()


def test_every_group_of_people_has_parts() -> None:
    assert set(PARTS) == set(People)


def test_an_outcome_of_which_nobody_knows_how_much_there_is_is_refused_when_two_claim_it() -> None:
    lonely = claim(Outcome.LONELINESS, People.OLDER_PEOPLE, 1)
    assert left(lonely) == [{}]
    with pytest.raises(InputError, match="Two interventions claim loneliness in the same people, but overlap.yaml"):
        left(lonely, lonely)


def test_rivals_are_named_with_the_outcome_that_both_claim_and_those_of_the_cases_behind_the_days_too() -> None:
    cases = ill(People.PEOPLE_IN_WORK, 13.6)
    others = {
        "debt_advice": [ill(People.ADULTS, 34)],
        "loneliness": [ill(People.OLDER_PEOPLE, 1)],
        "other": [absence(1)],
    }
    assert rivals_of(absence(630, through=cases), others) == (
        Rival("other", Outcome.SICKNESS_ABSENCE),
        Rival("debt_advice", Outcome.DEPRESSION),
    )
    assert rivals_of(None, others) == ()
