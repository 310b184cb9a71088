"""The commands of ``roi-model``, and how each is called."""

from __future__ import annotations

from cyclopts import App

from roi_model.cli.acceptability_command import acceptability_command
from roi_model.cli.app_command import app_command
from roi_model.cli.compare_command import compare_command
from roi_model.cli.diff_command import diff_command
from roi_model.cli.export_command import export_publication_command, export_working_command
from roi_model.cli.export_summary_command import export_summary_command
from roi_model.cli.grid_command import grid_command
from roi_model.cli.list_commands import areas_command, list_command, parameters_command, schedules_command
from roi_model.cli.morris_command import morris_command
from roi_model.cli.package_command import package_command
from roi_model.cli.pool_command import pool_command
from roi_model.cli.portfolio_command import portfolio_command
from roi_model.cli.positions_command import positions_command
from roi_model.cli.reproduce_command import reproduce_command
from roi_model.cli.run_command import run_command
from roi_model.cli.sobol_command import sobol_command
from roi_model.cli.sweep_command import sweep_command
from roi_model.cli.switching_command import switching_command
from roi_model.cli.tornado_command import tornado_command
from roi_model.cli.validate_command import validate_command
from roi_model.cli.voi_command import voi_command
from roi_model.outputs.record.run_record import package_version

app = App(
    name="roi-model",
    help="What English places get back from preventing mental ill health: how much, when, for whom, and how surely.",
    version=package_version,
    help_format="plaintext",
)
app.command(app_command, name="app")
app.command(compare_command, name="compare")
app.command(run_command, name="run")
app.command(package_command, name="package")
app.command(positions_command, name="positions")
app.command(pool_command, name="pool")
app.command(portfolio_command, name="portfolio")
app.command(list_command, name="list")
app.command(areas_command, name="areas")
app.command(parameters_command, name="parameters")
app.command(schedules_command, name="schedules")
app.command(voi_command, name="voi")
app.command(acceptability_command, name="acceptability")
app.command(sweep_command, name="sweep")
app.command(diff_command, name="diff")
app.command(validate_command, name="validate")
app.command(reproduce_command, name="reproduce")

export = App(
    name="export",
    help="Workbooks to work in and to publish, and a business case, with the run record to make them again.",
)
export.command(export_working_command, name="working")
export.command(export_publication_command, name="publication")
export.command(export_summary_command, name="summary")
app.command(export)

sensitivity = App(name="sensitivity", help="What moves a figure, and how far it may move before the answer turns.")
sensitivity.command(tornado_command, name="tornado")
sensitivity.command(grid_command, name="grid")
sensitivity.command(switching_command, name="switching")
sensitivity.command(sobol_command, name="sobol")
sensitivity.command(morris_command, name="morris")
app.command(sensitivity)
