"""Scenarios that a session has saved, side by side and with their differences explained."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit, urlunsplit

import pandas as pd
import streamlit as st

from roi_model.analysis.difference import Step, difference
from roi_model.analysis.request import Request
from roi_model.app import engine, link, state
from roi_model.app.chosen import Chosen
from roi_model.app.uploads import read_upload
from roi_model.app.words import perspective_title
from roi_model.inputs.refusal import InputError
from roi_model.outputs.words import chance_in_words, pounds, pounds_interval, ratio_interval, ratio_mean, year_in_words
from roi_model.outputs.words import years as in_years

SAVED, MOST_SAVED = "_saved", 20
MOST_LETTERS = 200  # of a name, as of `Request.name`
NOW = "Now (not saved)"
NOT_SHARED = (
    "The link and the file hold every choice that you made on any page. They do not hold your other saved scenarios "
    "and which of them you compare here. Nor do they hold the names under “Who stands behind it” on the page Take "
    "away, what you have typed and not yet used, and how you sorted a table by a click on its heading. A best mix, and "
    "what it is worth to know more, are worked out anew when somebody presses the button there. The result is the same."
)
SIDE_BY_SIDE, AT_ONCE = "side_by_side", 4


def scenarios() -> Mapping[str, Chosen]:
    """Return the scenarios that this session has saved, by name, in the order in which they were saved."""
    kept: dict[str, Chosen] = st.session_state.get(SAVED, {})
    return dict(kept)


def save(name: str, note: str) -> None:
    """Save what is chosen now under a name; a name that is there already is replaced."""
    wanted = name.strip()
    kept = dict(scenarios())
    if not wanted or wanted == NOW:
        state.refuse(InputError("Give the scenario a name before you save it."))
    elif wanted not in kept and len(kept) >= MOST_SAVED:
        state.refuse(
            InputError(f"{MOST_SAVED} scenarios are saved, and no more fit; delete one, or save it as a file.")
        )
    else:
        try:
            named = state.current().changed(name=wanted, note=note.strip())
        except InputError as error:
            state.refuse(error)
            return
        _keep({**kept, wanted: named})
        state.replace(named)
        state.notify(f"“{wanted}” is saved for as long as this page is open. Save it as a file to keep it.")


def _keep(kept: Mapping[str, Chosen]) -> None:
    st.session_state[SAVED] = dict(kept)
    st.session_state.pop(SIDE_BY_SIDE, None)  # the new ones are to stand beside the others


def delete(name: str) -> None:
    """Forget a scenario."""
    _keep({kept: chosen for kept, chosen in scenarios().items() if kept != name})


def show_again(name: str) -> None:
    """Make a saved scenario the one shown."""
    state.replace(scenarios()[name])
    state.notify(f"“{name}” is shown now, on every page.")


def add_file(content: bytes, file_name: str) -> None:
    """Read a scenario or a workbook from an uploaded file, show it, and keep it under its name."""
    try:
        upload = read_upload(content, file_name, state.current().role)
        name = upload.chosen.request.name or file_name.rpartition(".")[0] or "From a file"
        named = upload.chosen.changed(name=name[:MOST_LETTERS])
    except InputError as error:
        state.refuse(error)
        return
    _keep({**dict(list(scenarios().items())[-MOST_SAVED + 1 :]), named.request.name: named})
    state.replace(named)
    state.notify(f"“{named.request.name}” was read and is shown now, on every page.")
    for sentence in upload.sentences:
        state.notify(sentence)


def all_choices(chosen: Chosen) -> dict[str, Chosen]:
    """Return what is shown now, and every saved scenario."""
    return {NOW: chosen, **scenarios()}


def picker(choices: Mapping[str, Chosen]) -> dict[str, Chosen]:
    """Pick which scenarios stand side by side; at first what is shown now and those saved first."""
    if SIDE_BY_SIDE not in st.session_state:
        st.session_state[SIDE_BY_SIDE] = list(choices)[:AT_ONCE]
    picked = st.multiselect(
        "Scenarios", list(choices), key=SIDE_BY_SIDE, select_all=False, help="Each becomes a column of the table."
    )
    return {name: choices[name] for name in picked}


def side_by_side(picked: Mapping[str, Chosen]) -> pd.DataFrame:
    """Return scenarios side by side: a row for each thing asked and each figure, a column for each scenario."""
    columns = {name: _column(chosen) for name, chosen in picked.items()}
    return pd.DataFrame(columns).rename_axis("What").reset_index()


def _column(chosen: Chosen) -> dict[str, str]:
    request = chosen.request
    plan = engine.plan(request)
    return {
        "Place": request.area().name,
        "Programmes": str(len(request.cases())),
        "Years counted": in_years(plan.horizon),
        "Whose costs and benefits": perspective_title(request.perspective),
        "Numbers behind the model": request.preset,
        "Numbers changed": str(len(request.changes)),
        "Cost": pounds(plan.cost.mean),
        "Comes back": pounds(plan.benefit.mean),
        "Net present value": pounds(plan.net_present_value.mean),
        "Net present value, 95% interval": pounds_interval(plan.net_present_value),
        "Return per £1": ratio_mean(plan.return_per_pound),
        "Return per £1, 95% interval": ratio_interval(plan.return_per_pound),
        "Cash only, per £1": ratio_mean(plan.return_cash),
        "Chance benefits exceed costs": chance_in_words(plan.chance),
        "Pays back": year_in_words(plan.payback, plan.horizon),
    }


def explained(first: Chosen, second: Chosen) -> tuple[Step, ...]:
    """Return what each choice that differs does to the net present value of the whole plan."""

    def figure(asked: Request) -> float:
        return engine.plan(asked).net_present_value.mean

    return difference(first.request, second.request, figure)


def address(chosen: Chosen) -> str:
    """Return the address that opens what is chosen now.

    Raises
    ------
    InputError
        When it is too long for one.
    """
    here = urlsplit(st.context.url or "http://localhost/")
    return urlunsplit((here.scheme, here.netloc, "/", f"{state.PARAMETER}={link.encode(chosen)}", ""))
