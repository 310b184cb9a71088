"""Take away: a business case, workbooks, tables and charts, each built when it is asked for."""

from __future__ import annotations

import streamlit as st

from roi_model.app import sidebar, state, takeaways
from roi_model.app.frame import foot, shown
from roi_model.app.takeaways import DOCX, XLSX, ZIP

chosen = state.current()
sidebar.show(chosen)
request = chosen.request

st.title("Take away")
st.markdown(
    f"Files with what you have chosen for **{shown(request.area().name)}**. Each takes a few seconds to build, "
    "and says how to get the same numbers again."
)
people = takeaways.people_picker()

st.header("For the meeting")
st.markdown(
    "A business case of two pages: what it would do, the numbers, who pays and gains, how sure, what is left out."
)
takeaways.button(request, people, "business-case", "the business case (Word)", (".docx", DOCX))

st.header("For the finance team")
st.markdown("A workbook to work in: every result is a formula of the inputs. Change one, and all follows. No macros.")
takeaways.button(request, people, "working", "the working workbook (Excel)", (".xlsx", XLSX))
st.markdown("A workbook to publish: values only, in plain tables that screen readers can follow.")
takeaways.button(request, people, "publication", "the publication workbook (Excel)", (".xlsx", XLSX))
st.markdown("The same tables as open data: OpenDocument, CSV, and the record of the run.")
takeaways.button(request, people, "open-data", "the open data (ZIP)", (".zip", ZIP))
st.markdown("One table with every figure, its range and its error.")
takeaways.figures_button(request, people)

st.header("For your own papers")
st.markdown("Every chart as PNG and as SVG, with a text file that says in words what each one shows.")
takeaways.button(request, people, "charts", "the charts (ZIP)", (".zip", ZIP))
foot(chosen)
