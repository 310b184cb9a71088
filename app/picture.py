"""A chart on a page, with what someone who does not see it needs: a sentence, and the same figures as a table."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from roi_model.app import plain_table
from roi_model.app.frame import shown
from roi_model.outputs.charts.benefits import benefits_chart
from roi_model.outputs.charts.chart import Chart

ACROSS = 3


def sectors(table: pd.DataFrame, place: str, *, per_pound: bool = False, heading: bool = True) -> None:
    """Show what comes back to each sector; a sentence where nothing is paid and nothing comes back.

    Parameters
    ----------
    table
        As of `benefits_by_sector`.
    place
        The name of the area.
    per_pound
        For each £1 of programme cost instead of in £.
    heading
        Whether the title stands above it.
    """
    if table.empty:
        st.markdown("Nothing is paid and nothing comes back, so there is nothing to draw.")
    else:
        show(benefits_chart(table, place, per_pound=per_pound), heading=heading)


def show(chart: Chart, *, heading: bool = True, more: str = "") -> None:
    """Show a chart, its sentence, how to read it, and its table.

    Parameters
    ----------
    chart
        What is drawn, with its words.
    heading
        Whether its title stands above it; a page may have written it already.
    more
        What else a reader of the table must know.
    """
    if heading:
        st.subheader(shown(chart.title))
    st.markdown(shown(chart.sentence))
    # Only as wide as its place: a height that had to fit as well would squeeze charts of few bars.
    drawing = {**chart.specification(), "autosize": {"type": "fit-x", "contains": "padding"}}
    st.vega_lite_chart(drawing, width="stretch", theme=None, alt=chart.text)
    with st.expander("The same as a table, and how to read the chart"):
        st.markdown(shown(chart.definition))
        plain_table.show(chart.table, chart.text)
        st.caption(shown(more))


def side_by_side(charts: Mapping[str, Chart]) -> None:
    """Show charts under short headings, some in a row; on a phone one under the other."""
    names = list(charts)
    for start in range(0, len(names), ACROSS):
        for column, name in zip(st.columns(ACROSS), names[start : start + ACROSS], strict=False):
            with column:
                st.subheader(shown(name))
                show(charts[name], heading=False)
