"""Every code of the two checklists is in the name of a test, or the methods page says why it is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from roi_model.analysis.checks.run import CHECKS

ROOT = Path(__file__).parent.parent
LISTS = {"GB": 19, "TV": 41}
IN_NAME = re.compile(r"def test_(?:\w+?_)?(gb|tv)_(\d\d)_", re.IGNORECASE)
SECTION = re.compile(r"^## 18\. Checklists$(.*?)^## ", re.DOTALL | re.MULTILINE)


def codes_of_tests() -> set[str]:
    names = (
        found for path in (ROOT / "tests").rglob("test_*.py") for found in IN_NAME.findall(path.read_text("utf-8"))
    )
    return {f"{kind.upper()}-{number}" for kind, number in names}


def explained() -> dict[str, str]:
    (section,) = SECTION.findall((ROOT / "docs" / "methods.md").read_text("utf-8"))
    return dict(re.findall(r"^\| ([A-Z]{2}-\d\d) \|.*\| (.+?) \|$", section, re.MULTILINE))


@pytest.mark.parametrize("kind", LISTS)
def test_every_code_is_tested_or_the_reason_is_given(kind: str) -> None:
    asked = {f"{kind}-{number:02d}" for number in range(1, LISTS[kind] + 1)}
    assert asked - codes_of_tests() <= {code for code, why in explained().items() if why.startswith("Not applicable")}


def test_a_code_that_is_not_applicable_has_no_test_and_one_that_is_partly_has() -> None:
    for code, why in explained().items():
        assert (code in codes_of_tests()) is why.startswith("Partly."), code


def test_the_checks_of_a_run_have_codes_of_the_lists() -> None:
    codes = [code for code, _, _ in CHECKS]
    assert len(set(codes)) == len(codes)
    assert all(1 <= int(code[3:]) <= LISTS[code[:2]] for code in codes)
