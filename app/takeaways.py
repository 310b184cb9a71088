"""Files to take away: each is built when somebody asks for it, and kept for whoever asks the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from roi_model.analysis.comparison import Row
from roi_model.analysis.request import Request
from roi_model.analysis.watching import Watch, silent
from roi_model.app.engine import rows
from roi_model.app.frame import plain_errors
from roi_model.app.kept import Kept
from roi_model.app.progress import carried_out, started
from roi_model.inputs.refusal import InputError
from roi_model.outputs import notes
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.business_case.document import business_case
from roi_model.outputs.changes_in_words import set_by_hand
from roi_model.outputs.charts.files import chart_files
from roi_model.outputs.exports import publication_files, working_file
from roi_model.outputs.file_names import stem
from roi_model.outputs.publication.open_data import zipped
from roi_model.outputs.record.run_record import run_record
from roi_model.outputs.tables import comparison_table

MOST_BYTES = 2**26  # of files that are kept; each is well under a megabyte
READY, MOST_READY = "_ready", 50  # the files that this session has had built
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV, ZIP = "text/csv", "application/zip"


@dataclass(frozen=True)
class Wanted:
    """A file that somebody wants: which, of what, by whom, on which day."""

    kind: str
    request: Request
    people: Responsible
    today: date

    @property
    def key(self) -> str:
        """Everything that the file depends on."""
        asked = self.request.as_dict(), self.people.as_dict(), self.today.isoformat()
        return json.dumps([self.kind, *asked], sort_keys=True)


def _word(wanted: Wanted, watch: Watch) -> bytes:
    return business_case(wanted.request, wanted.people, watch)


def _working(wanted: Wanted, watch: Watch) -> bytes:
    return working_file(wanted.request, wanted.people, wanted.today, watch)[0]


def _publication(wanted: Wanted, watch: Watch) -> bytes:
    return publication_files(wanted.request, wanted.people, wanted.today, watch).workbook


def _open_data(wanted: Wanted, watch: Watch) -> bytes:
    return publication_files(wanted.request, wanted.people, wanted.today, watch).as_zip(stem(wanted.request))


def _charts(wanted: Wanted, watch: Watch) -> bytes:
    return zipped(chart_files(wanted.request, wanted.people, wanted.today, watch))


BUILDERS: dict[str, Callable[[Wanted, Watch], bytes]] = {
    "business-case": _word,
    "working": _working,
    "publication": _publication,
    "open-data": _open_data,
    "charts": _charts,
}


@st.cache_resource(show_spinner=False)
def kept_files() -> Kept[bytes]:
    """Return the files that were built a moment ago, for whoever wants the same."""
    return Kept(MOST_BYTES, len)


def built(files: Kept[bytes], wanted: Wanted, watch: Watch = silent) -> bytes:
    """Return a file; whoever wants the same a second time has it at once."""
    return files.get(wanted.key, lambda: BUILDERS[wanted.kind](wanted, watch))


def button(request: Request, people: Responsible, kind: str, label: str, ending: tuple[str, str]) -> None:
    """Show a button that builds a file, with its progress, and then one that saves it.

    Parameters
    ----------
    request, people
        What the file is of, and who stands behind it.
    kind, label
        Which file, and what it is called.
    ending
        The ending of the file's name, and its kind for browsers.
    """
    wanted, files = Wanted(kind, request, people, date.today()), kept_files()
    ready: tuple[str, ...] = st.session_state.get(READY, ())
    if wanted.key in ready:
        name = f"{stem(request)}-{kind}{ending[0]}"
        _save_button(kind, f"Save {label}", partial(built, files, wanted), name, ending[1])
        return
    with plain_errors():
        if started(f"Build {label}", f"build.{kind}", help_text="Takes a few seconds. You can stop it."):
            carried_out(partial(built, files, wanted))
            st.session_state[READY] = (*ready, wanted.key)[-MOST_READY:]
            st.rerun()


def figures_button(request: Request, people: Responsible) -> None:
    """Show a button that hands over every figure of every programme as one table."""
    name = f"{stem(request)}-figures.csv"
    _save_button("figures", "Save all figures (CSV)", partial(figures_file, request, rows(request), people), name, CSV)


def figures_file(request: Request, found: tuple[Row, ...], people: Responsible) -> bytes:
    """Return every figure as CSV; each row says what was set by hand and why, who made it and when."""
    table = comparison_table(found)
    run = f"{notes.record_note(run_record(request.cases(), request.analysis()))}"
    return (
        table.assign(set_by_hand=set_by_hand(request), made_by=people.analyst, made=date.today().isoformat(), run=run)
        .to_csv(index=False)
        .encode()
    )


def _save_button(key: str, label: str, build: Callable[[], bytes], name: str, kind: str) -> None:
    st.download_button(label, build, file_name=name, mime=kind, key=f"take.{key}", on_click="ignore")


ROLES = {
    "commissioner": "Commissioned by",
    "analyst": "Made by",
    "assurer": "Checked by",
    "approver": "Approved by",
}


def people_picker() -> Responsible:
    """Say who stands behind the files; a draft by nobody unless somebody is named."""
    with st.expander("Who stands behind it (every file says so)"):
        columns = st.columns(len(ROLES))
        named = {
            role: column.text_input(title, key=f"take.{role}", max_chars=100)
            for column, (role, title) in zip(columns, ROLES.items(), strict=True)
        }
        final = st.checkbox(
            "This is final",
            key="take.final",
            help="A final export names who made it and somebody else who checked it. Without the tick it says: draft.",
        )
        try:
            return _responsible(named, final=final)
        except InputError:
            st.warning("A final export needs a name under “Made by”, and another one under “Checked by”.")
            return _responsible(named, final=False)


def _responsible(named: dict[str, str], *, final: bool) -> Responsible:
    return Responsible(named["commissioner"], named["analyst"], named["assurer"], named["approver"], final)
