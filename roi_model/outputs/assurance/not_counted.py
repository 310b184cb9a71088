"""What the figures of a run leave out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from roi_model.engine.case import Case

EVERYWHERE = (
    "Tax raised to pay for a programme is not given a cost of its own.",
    "No allowance for optimism bias is made.",
    "No weight is given to who gains: £1 counts alike for everybody.",
    "Prices that rise faster or slower than prices in general are not followed.",
    "Fixed costs of setting up or closing down are not known, and so not counted.",
    "Deaths and moves among the people reached are not counted, except the survival of people with dementia.",
)
ALONE = (
    "Each intervention stands alone: where two reach the same people their benefits should not be added without care."
)


def not_counted_table(cases: Sequence[Case]) -> pd.DataFrame:
    """Return what is not counted, a row each: for single interventions, then for all."""
    own = [(case.intervention.title, sentence) for case in cases for sentence in case.description.not_counted]
    shared = [("All", sentence) for sentence in (*EVERYWHERE, *((ALONE,) if len(cases) > 1 else ()))]
    return pd.DataFrame([*own, *shared], columns=["Intervention", "What is not counted"])
