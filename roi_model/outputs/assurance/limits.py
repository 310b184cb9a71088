"""What an export may be used for, and what not: on every cover; and what was not checked: beside the checks."""

from __future__ import annotations

FORM_CHECKED = (
    "Spelling and accessibility of such files are tested whenever the program changes, not on this very file.",
    "Excel's own accessibility checker was not run; before you publish, choose Review and then Check Accessibility.",
)
_ESTIMATES = (
    "These figures are estimates that help to choose between programmes before money is spent. They are not "
    "measurements of a programme that is running, and not a forecast for a single person, school or employer."
)
_CHECKED = (
    "Some numbers were recalled or assumed and not read in their source; the worksheets of parameters and assumptions "
    "say which."
)
LIMITS_OF_USE = (
    _ESTIMATES,
    "They hold for the place, the people reached and the years that are named, and in the prices of one year.",
    "Not everything is counted: see the worksheet of what is not counted before you compare two figures.",
    _CHECKED,
    "No figure is a pass mark. Look at net present value, interval, chance and what is not counted together.",
)
