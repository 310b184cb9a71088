"""The app for commissioners: ``roi-model app`` starts it. It navigates, and does nothing else."""

from __future__ import annotations

import streamlit as st

from roi_model.app import frame

PAGES = {
    "Your plan": [
        st.Page("views/start.py", title="Start", default=True),
        st.Page("views/compare.py", title="Compare"),
        st.Page("views/one_intervention.py", title="One intervention"),
    ],
    "Look closer": [
        st.Page("views/who_pays.py", title="Who pays, who gains"),
        st.Page("views/how_sure.py", title="How sure are we"),
        st.Page("views/best_mix.py", title="Best mix"),
    ],
    "Keep and share": [
        st.Page("views/scenarios.py", title="Scenarios"),
        st.Page("views/take_away.py", title="Take away"),
        st.Page("views/evidence.py", title="Evidence"),
    ],
}

# Before the page is known, so that a browser keeps one place to go back to for each page, and not two.
frame.address()
page = st.navigation(PAGES)
st.set_page_config(page_title=f"{page.title} – roi-model", layout="wide")
with frame.plain_errors():
    frame.begin(page.url_path)
    page.run()
