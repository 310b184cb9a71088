"""Files to take away: each is built when somebody asks for it, and kept for whoever asks the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial

import streamlit as st

from roi_model.analysis.comparison import Row
from roi_model.analysis.request import Request
from roi_model.app.engine import rows
from roi_model.inputs.refusal import InputError
from roi_model.outputs.assurance.responsible import Responsible
from roi_model.outputs.business_case.document import business_case
from roi_model.outputs.charts.files import chart_files
from roi_model.outputs.exports import publication_files, working_file
from roi_model.outputs.file_names import stem
from roi_model.outputs.publication.open_data import zipped
from roi_model.outputs.tables import comparison_table

KEPT = 32  # files; each is well under a megabyte
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV, ZIP = "text/csv", "application/zip"


def _word(request: Request, people: Responsible, _: date) -> bytes:
    return business_case(request, people)


def _working(request: Request, people: Responsible, today: date) -> bytes:
    return working_file(request, people, today)[0]


def _publication(request: Request, people: Responsible, today: date) -> bytes:
    return publication_files(request, people, today).workbook


def _open_data(request: Request, people: Responsible, today: date) -> bytes:
    return publication_files(request, people, today).as_zip(stem(request))


def _charts(request: Request, _: Responsible, __: date) -> bytes:
    return zipped(chart_files(request))


Builder = Callable[[Request, Responsible, date], bytes]
BUILDERS: dict[str, Builder] = {
    "business-case": _word,
    "working": _working,
    "publication": _publication,
    "open-data": _open_data,
    "charts": _charts,
}


@lru_cache(maxsize=KEPT)
def built(kind: str, asked: str, people: str, today: date) -> bytes:
    """Return a file; the same scenario, people and day give it at once the second time.

    Parameters
    ----------
    kind
        Which file.
    asked, people
        The request, and who stands behind it, as JSON: what is cached must not depend on anything else.
    today
        The day of the export.
    """
    return BUILDERS[kind](Request.read(json.loads(asked), "The scenario"), Responsible(**json.loads(people)), today)


def button(request: Request, people: Responsible, kind: str, label: str, ending: tuple[str, str]) -> None:
    """Show a button that builds a file and hands it over, in one click.

    Parameters
    ----------
    request, people
        What the file is of, and who stands behind it.
    kind, label
        Which file, and what the button says.
    ending
        The ending of the file's name, and its kind for browsers.
    """
    fields = {role: getattr(people, role) for role in ROLES}
    asked = json.dumps(request.as_dict(), sort_keys=True)
    who = json.dumps({**fields, "final": people.final})
    _button(
        kind, label, partial(built, kind, asked, who, date.today()), f"{stem(request)}-{kind}{ending[0]}", ending[1]
    )


def figures_button(request: Request) -> None:
    """Show a button that hands over every figure of every programme as one table."""
    found = rows(request)
    name = f"{stem(request)}-figures.csv"
    _button("figures", "Get all figures (CSV)", partial(_figures, found), name, CSV)


def _figures(found: tuple[Row, ...]) -> bytes:
    return comparison_table(found).to_csv(index=False).encode()


def _button(key: str, label: str, build: Callable[[], bytes], name: str, kind: str) -> None:
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
