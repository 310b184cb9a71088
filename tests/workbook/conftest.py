"""The exported workbook that several files of this folder edit and read back."""

from __future__ import annotations

import pytest
from edited_workbooks import ASKED, exported_from


@pytest.fixture(scope="package")
def exported() -> bytes:
    """A small working workbook as it was exported; `edited` gives changed copies of it."""
    return exported_from(ASKED)
