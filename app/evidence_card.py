"""The evidence card of one intervention: grades, sources, what is not counted, what was published, and presets."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from roi_model.analysis.comparison import Figures
from roi_model.analysis.published import preset_returns
from roi_model.app import plain_table, state
from roi_model.app.frame import shown
from roi_model.engine.case import Case
from roi_model.inputs.evidence_file import evidence_file
from roi_model.inputs.parameter_set import EVIDENCE, PHE_2017, preset_names
from roi_model.inputs.source import source
from roi_model.outputs import notes
from roi_model.outputs.evidence_table import COLUMNS, GRADES, evidence_table, grades_sentence
from roi_model.outputs.terms import term
from roi_model.outputs.words import ratio, ratio_mean, years

ON_CARD = ("Number", "Value", "95% interval", "Prices of", "Grade", "Checked", "Source", "Where in it", "Web page")
# Points. What stands first fits a laptop, and number and value a phone; rows are high enough for long labels to wrap.
WIDTHS = {"Number": 190, "Value": 108, "Grade": 56, "Source": 330, "Programme": 130, "Checked": 85, "95% interval": 170}
ROW = 84  # points, of four lines
SHOWN_FIRST = (*WIDTHS, "Prices of")
TITLES = {PHE_2017: "As published in 2017 (calibrated)", EVIDENCE: "All from the evidence"}


def show(figures: Figures) -> None:
    """Show the card."""
    case = figures.case
    st.markdown(grades_sentence(case))
    _presets(case)
    for note in (*notes.lever_notes([case]), *notes.horizon_notes([case], figures.horizon)):
        st.warning(shown(note))
    st.subheader("Doubt these first")
    st.markdown("\n".join(f"- {shown(text)}" for text in case.description.weakest_links))
    st.subheader("Published, and ours", help=term("lever"))
    plain_table.show(published_table(figures))
    st.caption(shown(_published_note(case)))
    st.subheader("What is not counted", help=term("not counted"))
    st.markdown("\n".join(f"- {shown(text)}" for text in case.description.not_counted))
    st.subheader("Every number", help=f"{term('grade')} {term('checked')}")
    show_numbers(evidence_table([case])[list(ON_CARD)])


def show_numbers(table: pd.DataFrame) -> None:
    """Show a table of parameters, with the web page of a source as a link."""
    explained = {
        "Grade": term("grade"),
        "Checked": term("checked"),
        "95% interval": term("interval"),
        "Interval checked": f"{term('interval')} {term('checked')}",
        "Prices of": term("price year"),
    }
    columns = {
        name: st.column_config.Column(name, help=explained.get(name), width=WIDTHS.get(name)) for name in COLUMNS
    }
    columns["Web page"] = st.column_config.LinkColumn("Web page", display_text="open")
    first = [name for name in SHOWN_FIRST if name in table.columns]
    st.dataframe(
        table[[*first, *table.columns.difference(first, sort=False)]],
        hide_index=True,
        width="stretch",
        row_height=ROW,
        column_config=columns,
        alt=f"{len(table)} numbers behind the model, with their sources and grades.",
    )
    st.caption(f"Grades. {'. '.join(GRADES.values())}.")


def _presets(case: Case) -> None:
    name = case.intervention.name
    key = f"{name}.preset"
    state.show(key, case.parameters.preset)
    st.selectbox(
        "Numbers behind this programme",
        preset_names(name),
        key=key,
        format_func=lambda preset: preset_title(name, preset),
        help=term("preset"),
        on_change=_take_preset,
        args=(name, key),
    )


def _take_preset(name: str, key: str) -> None:
    asked = state.current().request
    others = {kept: preset for kept, preset in asked.presets.items() if kept != name}
    wanted = st.session_state[key]
    state.change(presets=others if wanted == asked.preset else others | {name: wanted})


def preset_title(name: str, preset: str) -> str:
    """Return a preset as a reader picks it.

    Examples
    --------
    >>> preset_title("debt_advice", "trial-null")
    'No effect, as in the one trial of offering advice (trial-null)'
    """
    known = evidence_file(name).description.presets
    title = known[preset].label if preset in known else TITLES[preset]
    return f"{title} ({preset})"


def published_table(figures: Figures) -> pd.DataFrame:
    """Return the published headline beside ours: columns What, Where and how, Return per £1."""
    case = figures.case
    published = case.description.published
    terms = f"England, {years(published.horizon)}, {published.price_year} prices"
    rows = [("Published in 2017", terms, ratio(published.return_per_pound))]
    rows += [
        (f"Ours: {preset_title(case.intervention.name, preset)}", f"{terms}, base case", ratio(value))
        for preset, value in preset_returns(case.intervention.name).items()
    ]
    yours = f"{case.area.name}, {years(figures.horizon)}, mean of draws"
    rows.append(("Ours: as you have chosen", yours, ratio_mean(figures.return_per_pound)))
    return pd.DataFrame(rows, columns=["What", "Where and how", "Return per £1"])


def _published_note(case: Case) -> str:
    published = case.description.published
    return f"Source: {source(published.source).citation} {published.note} {notes.PRESETS_DEFINED}"
