"""A chart on a page, with what someone who does not see it needs: a sentence, and the same figures as a table."""

from __future__ import annotations

import streamlit as st

from roi_model.app.frame import shown
from roi_model.outputs.charts import Chart


def show(chart: Chart, *, heading: bool = True) -> None:
    """Show a chart, its sentence, how to read it, and its table.

    Parameters
    ----------
    chart
        What is drawn, with its words.
    heading
        Whether its title stands above it; a page may have written it already.
    """
    if heading:
        st.subheader(shown(chart.title))
    st.markdown(shown(chart.sentence))
    # Only as wide as its place: a height that had to fit as well would squeeze charts of few bars.
    drawing = {**chart.specification(), "autosize": {"type": "fit-x", "contains": "padding"}}
    st.vega_lite_chart(drawing, width="stretch", theme=None, alt=chart.text)
    with st.expander("The same as a table, and how to read the chart"):
        st.markdown(shown(chart.definition))
        st.table(chart.table, hide_index=True, alt=chart.text)
