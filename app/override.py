"""Setting a number by hand, with the reason why, which goes wherever the results go."""

from __future__ import annotations

import streamlit as st

from roi_model.app import frame, state
from roi_model.app.chosen import Chosen
from roi_model.engine.case import Case
from roi_model.inputs.assignment import Assignment, parse_assignment
from roi_model.inputs.parameter import Kind, Parameter
from roi_model.inputs.price import price_years, standard_price_year
from roi_model.inputs.refusal import InputError
from roi_model.inputs.source import source
from roi_model.outputs.changes_in_words import changes_in_words
from roi_model.outputs.evidence_table import grade_in_words, interval_in_words
from roi_model.outputs.figure_words import value_in_words
from roi_model.outputs.old_range import range_is_old
from roi_model.outputs.own_number import locator
from roi_model.outputs.terms import term

HERE, EVERYWHERE = "In this programme", "In every programme that uses it"


def details(case: Case, parameter: Parameter) -> None:
    """Show everything that stands beside one number."""
    cited = source(parameter.source)
    interval = interval_in_words(parameter)
    lines = [
        f"**{frame.shown(parameter.label)}** ({frame.shown(case.intervention.title)})",
        f"Value: {frame.shown(value_in_words(parameter.value, parameter.unit))}"
        + (f", in {parameter.price_year} prices" if parameter.price_year else ""),
        f"95% interval: {frame.shown(interval)}" if interval else "No interval: it does not vary in the simulation",
        f"{grade_in_words(parameter)}. Checked: {parameter.checked.value}",
        f"Source: {frame.shown(cited.citation)} {frame.shown(locator(parameter))}",
        f"How the source was read: {frame.shown(cited.read_at)}" if cited.read_at else "",
        frame.shown(parameter.note),
    ]
    st.markdown("\n".join(f"- {line}" for line in lines if line))


def form(case: Case, parameter: Parameter, price_year: str) -> None:
    """Show the form that sets one number.

    Parameters
    ----------
    case, parameter
        The number, and where it stands.
    price_year
        That of the analysis, in which money is asked for unless the user says otherwise.
    """
    name = f"{case.intervention.name}.{parameter.name}"
    shared = "." not in parameter.stream
    with st.form(f"set.{name}"):
        st.text_input("New value", key=f"value.{name}", help="As you would write it: 1200, £1,200, 0.2 or 20%.")
        if parameter.kind is Kind.UNCERTAIN:
            left, right = st.columns(2)
            unsure = f"{term('interval')} Leave both ends empty to take the value as certain."
            left.text_input("Low end", key=f"low.{name}", help=unsure)
            right.text_input("High end", key=f"high.{name}", help=unsure)
        _year(parameter, price_year, name)
        if shared:
            st.radio("Where", [HERE, EVERYWHERE], key=f"where.{name}")
        st.text_area("Why", key=f"reason.{name}", max_chars=500, help="It goes into every file you save.")
        st.form_submit_button("Use it", type="primary", on_click=_use, args=(name, parameter))


def _year(parameter: Parameter, price_year: str, name: str) -> None:
    if not parameter.is_money:
        return
    years = price_years()
    now = years.index(price_year) if price_year in years else 0
    st.selectbox("In the prices of", years, index=now, key=f"year.{name}", help=term("price year"))


def typed(value: str, low: str, high: str, year: str | None) -> str:
    """Return what a user typed as ``--set`` takes it.

    Examples
    --------
    >>> typed("£300", "250", "360", "2024-25"), typed("20%", "", "", None)
    ('£300:250:360@2024-25', '20%')
    """
    ends = f":{low.strip()}:{high.strip()}" if low.strip() or high.strip() else ""
    return f"{value.strip()}{ends}{f'@{year}' if year else ''}"


def _use(name: str, parameter: Parameter) -> None:
    """Use what stands in the form, and empty it; what is refused stays there, to be put right."""
    filled = st.session_state
    target = parameter.stream if filled.get(f"where.{name}") == EVERYWHERE else name
    low, high = (filled.get(f"{end}.{name}", "") for end in ("low", "high"))
    text = typed(filled[f"value.{name}"], low, high, filled.get(f"year.{name}"))
    if _take(target, text, filled[f"reason.{name}"]):
        _say_where_the_range_is_old(parse_assignment(f"{target}={text}"), parameter)
        for field in ("value", "low", "high", "reason"):
            if f"{field}.{name}" in filled:
                filled[f"{field}.{name}"] = ""


def _say_where_the_range_is_old(given: Assignment, before: Parameter) -> None:
    """Say that the simulation does not follow a new value whose interval is the one there was."""
    year = None if before.price_year is None else standard_price_year(before.price_year)
    keeps = (given.low, given.high, given.price_year) == (before.low, before.high, year)
    if keeps and given.low is not None and given.high is not None and given.value != before.value:
        state.notify(range_is_old(given.low, given.high))


def _take(name: str, text: str, reason: str) -> bool:
    if not reason.strip():
        state.refuse(InputError("Say why the number is changed; the reason goes into every file you save."))
        return False
    try:
        parse_assignment(f"{name}={text}")
    except InputError as error:
        state.refuse(error)
        return False
    state.set_value(name, text, reason)
    taken = state.current().request.changes.get(name) == text
    if taken:
        state.notify("The number is changed on every page.")
    return taken


def changes(chosen: Chosen) -> None:
    """Show what was changed by hand, and why, each with a button that takes it back."""
    request = chosen.request
    for name, (label, written, reason) in zip(request.changes, changes_in_words(request), strict=True):
        row = st.container(horizontal=True, vertical_alignment="center", border=True)
        row.markdown(f"**{frame.shown(label)}**: {frame.shown(written)} ({frame.shown(reason)})", width="stretch")
        row.button("Take back", key=f"back.{name}", on_click=state.set_value, args=(name, None))
