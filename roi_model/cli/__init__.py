"""The command line: ``roi-model``."""

from __future__ import annotations

import io
import os
import sys

from cyclopts import CycloptsError

from roi_model.inputs.refusal import InputError

BAD_INPUT = 2
INTERRUPTED = 130


def main() -> None:
    """Run the command line; bad input gives a sentence on standard error and exit code 2."""
    _write_utf8_when_piped()
    try:
        from roi_model.cli.commands import app  # noqa: PLC0415 - so that what goes wrong in loading is caught too

        app(sys.argv[1:], exit_on_error=False, print_error=False)
    except InputError as error:
        _refuse(error.problems)
    except CycloptsError as error:
        _refuse([" ".join(str(error).split())])
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader of the pipe has gone (as with `| head`): nothing is left to say, and nothing to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _refuse(problems: tuple[str, ...] | list[str]) -> None:
    for problem in problems:
        sys.stderr.write(f"roi-model: {problem}\n")
    sys.exit(BAD_INPUT)


def _write_utf8_when_piped() -> None:
    """Keep pound and minus signs: some systems pipe in an encoding that has none."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")
