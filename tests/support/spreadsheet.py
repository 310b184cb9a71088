"""A real spreadsheet program: LibreOffice Calc without a window, in a profile of its own."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

PROGRAM = shutil.which("soffice")
# Continuous integration must have the program: there a missing one fails.
MAY_SKIP = PROGRAM is None and not os.environ.get("CI")
REASON = "LibreOffice Calc is not installed"


def converted(files: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """Return the files as the program saves them, every formula computed anew."""
    assert PROGRAM is not None, REASON
    out = folder / f"as_{kind}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [PROGRAM, profile, "--headless", "--convert-to", kind, "--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    made = [out / f"{file.stem}.{kind}" for file in files]
    assert all(file.is_file() for file in made)
    return made
