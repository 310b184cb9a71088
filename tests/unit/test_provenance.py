"""The record of a run."""

import json
import platform
from dataclasses import replace
from importlib.metadata import version

import numpy as np
import pytest

from roi_model.engine.analysis import AlsoCount, Analysis
from roi_model.engine.case import Case, build_case
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.inputs.area import find_area
from roi_model.inputs.parameter_set import EVIDENCE
from roi_model.outputs.record.run_record import package_version, parameter_digest, run_record

LEEDS = find_area(["Leeds"])


def case_of(name: str = "debt_advice") -> Case:
    return build_case(name, LEEDS)


def test_the_same_inputs_give_the_same_digest() -> None:
    assert parameter_digest([case_of()]) == parameter_digest([build_case("debt_advice", find_area(["leeds"]))])
    assert len(parameter_digest([case_of()])) == 16


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_the_last_bit_of_any_value_or_interval_changes_the_digest(name: str) -> None:
    case = case_of(name)
    before = parameter_digest([case])
    seen = {before}
    for parameter in case.parameters:
        for field in ("value", "low", "high"):
            number = getattr(parameter, field)
            if number is None:
                continue
            nudged = parameter.model_copy(update={field: float(np.nextafter(number, np.inf))})
            seen.add(parameter_digest([case.with_parameters(case.parameters.replacing(nudged))]))
    numbers = sum(getattr(p, field) is not None for p in case.parameters for field in ("value", "low", "high"))
    assert len(seen) == numbers + 1


def test_payers_people_place_presets_and_order_change_the_digest() -> None:
    case = case_of()
    other = case_of("loneliness")
    different = [
        [case],
        [build_case("debt_advice", LEEDS, payers={"nhs": 1})],
        [replace(case, area=replace(LEEDS, figures={**LEEDS.figures, "adults": 1.0}))],
        [build_case("debt_advice", find_area(["England"]))],
        [build_case("debt_advice", LEEDS, EVIDENCE)],
        [case, other],
        [other, case],
    ]
    assert len({parameter_digest(cases) for cases in different}) == len(different)


def test_the_order_of_figures_and_payers_does_not_change_the_digest() -> None:
    case = build_case("debt_advice", LEEDS, payers={"nhs": 0.5, "education": 0.5})
    turned = replace(
        case,
        area=replace(LEEDS, figures=dict(reversed(list(LEEDS.figures.items())))),
        payers=dict(reversed(list(case.payers.items()))),
    )
    assert parameter_digest([case]) == parameter_digest([turned])


def test_the_analysis_changes_the_record_and_not_the_digest() -> None:
    first = run_record([case_of()], Analysis())
    second = run_record([case_of()], Analysis("2015", "review-2026", "nhs", AlsoCount.QALYS, 50, 3))
    assert first.parameter_digest == second.parameter_digest
    assert (second.price_year, second.schedule, second.perspective) == ("2015", "review-2026", "nhs")
    assert (second.also_count, second.draws, second.seed) == ("qalys", 50, 3)


def test_CH_01_the_record_holds_what_is_needed_to_get_the_numbers_again() -> None:
    record = run_record([case_of()], Analysis()).as_dict()
    assert json.loads(json.dumps(record)) == record
    assert all(value not in {"", None} for value in record.values() if not isinstance(value, dict))
    assert record["versions"] == {
        "python": platform.python_version(),
        **{name: version(name) for name in ("roi-model", "numpy", "scipy", "SALib", "scikit-learn")},
    }


def test_a_package_that_is_not_there_is_said_not_to_be() -> None:
    assert package_version("no-such-package-anywhere") == "not installed"
