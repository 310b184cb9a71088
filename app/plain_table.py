"""Tables of words as a page shows them: every cell is what it says, and no sign in it means anything else."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from roi_model.app.frame import shown

WORD_JOINER = "\u2060"
SLIDE = "On a small screen, slide a table sideways to see every column."
SLIDE_KEY = "slide_hint"
SLIDE_STYLE = f"<style>@media (min-width: 641px) {{.st-key-{SLIDE_KEY} {{display: none}}}}</style>"


def slide_hint() -> None:
    """Say, on a phone alone, that wide tables slide; once a page, above the first of them."""
    with st.container(key=SLIDE_KEY):
        st.html(SLIDE_STYLE)
        st.caption(SLIDE)


def show(table: pd.DataFrame, alt: str | None = None) -> None:
    """Show a table of words.

    Parameters
    ----------
    table
        What is shown; its heads and cells are taken as plain text.
    alt
        What someone who does not see it is told it holds.
    """
    st.table(as_text(table), hide_index=True, alt=alt)


def as_text(table: pd.DataFrame) -> pd.DataFrame:
    r"""Return a table with every text escaped: Streamlit would read ">99%" as a quotation.

    Examples
    --------
    >>> print(as_text(pd.DataFrame({"Chance": [">99%"], "Year": [1]}))["Chance"][0])
    \>99%
    """
    escaped = {
        shown(str(name)): [_whole(shown(cell)) if isinstance(cell, str) else cell for cell in table[name]]
        for name in table
    }
    return pd.DataFrame(escaped)


def _whole(text: str) -> str:
    """Keep a minus with its amount: on a phone a narrow cell would break the line between them."""
    return text.replace("−£", f"−{WORD_JOINER}£")
