"""TV-40, RAP-11: today's figures beside the reference results of the last release, read as a difference."""

import pandas as pd
import pytest

from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.validation import reference_results as reference
from roi_model.validation.reference_results import (
    COMMAND,
    FOLDER,
    PARAMETERS,
    differences_in_words,
    kept_results,
    moved_since,
    reference_text,
    todays_results,
)


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_TV_40_RAP_11_no_figure_moved_since_the_last_release(name: str) -> None:
    found = moved_since(name)
    lines = "\n".join(differences_in_words(found))
    assert not lines, (
        f"Figures of {name} moved:\n{lines}\nIf that is meant, list them under Results changed; {COMMAND}."
    )
    assert found.compared == len(kept_results(name)) > 400


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_reference_results_are_six_digits_of_what_the_program_gives(name: str) -> None:
    lines = reference_text(name).splitlines()
    assert len(lines) == 1 + len(todays_results(name))
    numbers = [cell for line in lines[1:] for cell in line.rsplit(",", 5)[1:] if cell]
    assert all("e" not in number for number in numbers)
    assert max(len(number.lstrip("-0.").replace(".", "").rstrip("0")) for number in numbers) == 6


def test_every_file_belongs_to_an_intervention() -> None:
    assert {path.stem for path in FOLDER.glob("*.csv")} == {*INTERVENTION_NAMES, PARAMETERS.stem}


def test_RAP_11_a_figure_that_moved_is_said_with_the_parameter_that_explains_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def dearer(name: str) -> pd.DataFrame:
        today = todays_results(name)
        is_cost = (today["measure"] == "programme_cost") & (today["sector"] == "all")
        return today.assign(mean=today["mean"].where(~is_cost, today["mean"] * 1.1))

    values = {**reference.evidence_values(), ("debt_advice", "evidence", "advice_cost"): "291.5:201.0:377.0@2009"}
    monkeypatch.setattr(reference, "evidence_values", lambda: values)
    found = reference.differences(kept_results("debt_advice"), dearer("debt_advice"), reference.ROUNDED)
    lines = list(differences_in_words(found))
    assert len(found.moved) == 18  # two presets, three places, three time horizons
    assert lines[0].startswith("Debt advice in England, evidence, 1 year: programme_cost (all) £")
    assert lines[0].endswith("+10%)")
    assert lines[-1] == ("debt_advice, evidence: advice_cost was 265.0:201.0:377.0@2009 and is 291.5:201.0:377.0@2009")
