"""TV-40: today's engine against the results that are kept."""

import pytest
from golden_tables import COMMAND, golden_path, golden_text, short

from roi_model.engine.catalogue import INTERVENTION_NAMES


@pytest.mark.parametrize("name", INTERVENTION_NAMES)
def test_TV_40_the_base_case_is_the_one_that_is_kept(name: str) -> None:
    kept, found = golden_path(name).read_text(encoding="utf-8"), golden_text(name)
    assert found == kept, f"Results of {name} changed. If that is meant, run `{COMMAND}` and read the difference."


def test_every_file_belongs_to_an_intervention() -> None:
    kept = {path.stem for path in golden_path("x").parent.glob("*.csv")}
    assert kept == set(INTERVENTION_NAMES)


def test_numbers_are_short_and_have_no_exponent() -> None:
    assert [short(x) for x in (0.0, 1234567.8, 0.000123456789, -12.5)] == ["0", "1234570", "0.000123457", "-12.5"]
