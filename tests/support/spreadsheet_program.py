"""LibreOffice Calc, driven without a screen: it recalculates and converts workbooks."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
IN_CI = os.environ.get("CI", "").lower() in {"true", "1"}

# On a developer's machine without the program these tests are skipped; in CI they must run.
needs_spreadsheet_program = pytest.mark.skipif(PROGRAM is None and not IN_CI, reason="LibreOffice is not installed")


def converted(path: Path, kind: str, folder: Path) -> Path:
    """Open a file, recalculate it, and save it as another kind (xlsx, ods, pdf); return the new file."""
    assert PROGRAM is not None, "LibreOffice Calc is not installed, and in CI it must be"
    folder.mkdir(exist_ok=True)
    profile = folder / "profile"
    words = [PROGRAM, "--headless", f"-env:UserInstallation={profile.as_uri()}"]
    words += ["--convert-to", kind, "--outdir", str(folder), str(path)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=180, check=False)
    made = folder / f"{path.stem}.{kind}"
    assert made.is_file(), done.stderr
    return made
