"""A file that somebody sends back: a scenario saved on the scenarios page, or a working workbook with changes in it."""

from __future__ import annotations

from dataclasses import dataclass

from roi_model.app import link
from roi_model.app.chosen import Chosen
from roi_model.app.roles import Role
from roi_model.inputs.refusal import InputError

SCENARIO, WORKBOOK = "json", "xlsx"
MOST_REASON = 500  # letters, as of `Request.reasons`


@dataclass(frozen=True)
class Upload:
    """What a file asks for, and what its reader should know: a sentence for each change found in it."""

    chosen: Chosen
    sentences: tuple[str, ...] = ()


def read_upload(content: bytes, file_name: str, role: Role) -> Upload:
    """Read a file by the ending of its name.

    Parameters
    ----------
    content
        As it was uploaded.
    file_name
        What the user calls it.
    role
        Who uploads it; a workbook does not say.

    Raises
    ------
    InputError
        When it is neither, is damaged or might do harm, or asks for what cannot be answered.
    """
    ending = file_name.rpartition(".")[2].casefold()
    if ending == SCENARIO:
        return Upload(link.read_file(content))
    if ending == WORKBOOK:
        return _workbook(content, file_name, role)
    raise InputError(f"{file_name} is neither a scenario (.{SCENARIO}) nor a workbook (.{WORKBOOK}).")


def _workbook(content: bytes, file_name: str, role: Role) -> Upload:
    from roi_model.outputs.workbook.read_inputs import read_inputs  # noqa: PLC0415 - openpyxl is slow to load

    found = read_inputs(content, file_name)
    # Who changed a number in a workbook gave no reason there; where it was changed is what is known.
    known = dict.fromkeys(found.request.changes, f"Changed in the workbook {file_name}."[:MOST_REASON])
    asked = found.request.changed(reasons={**known, **found.request.reasons})
    chosen = Chosen(asked, role)
    chosen.check()
    return Upload(chosen, found.sentences)
