"""Write the reference results of a release anew, and say first what moved since they were written.

Run it from the repository's root: ``python -m validation.regenerate_reference``. What moved belongs into
``CHANGELOG.md``, under "Results changed".
"""

from __future__ import annotations

import sys

from roi_model.engine.catalogue import INTERVENTION_NAMES

from .reference_results import differences_in_words, moved_since, reference_path, write_reference


def main() -> None:
    """Print what moved, and write today's results."""
    for intervention in INTERVENTION_NAMES:
        if not reference_path(intervention).exists():
            sys.stdout.write(f"{intervention}: no reference results yet\n")
            continue
        found = moved_since(intervention)
        count = len(found.moved) + len(found.gone) + len(found.new)
        sys.stdout.write(f"{intervention}: {count:,} of {found.compared:,} figures moved\n")
        if count:
            sys.stdout.writelines(f"  {line}\n" for line in differences_in_words(found))
    write_reference()


if __name__ == "__main__":
    main()
