"""Write all golden tables anew, after a change of results that is meant; then read the difference.

python tests/golden/regenerate.py
"""

from golden_tables import golden_path, golden_text

from roi_model.engine.catalogue import INTERVENTION_NAMES

if __name__ == "__main__":
    for name in INTERVENTION_NAMES:
        golden_path(name).write_text(golden_text(name), encoding="utf-8")
