"""Options of sweeps: what stands in the place of the file's own entries, and what runs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from cyclopts import Parameter

from roi_model.analysis.sweep.cluster import on_dask
from roi_model.analysis.sweep.processes import in_processes
from roi_model.analysis.sweep.unit import Backend, run_here
from roi_model.cli.options import Texts, read_whole
from roi_model.inputs.refusal import InputError
from roi_model.outputs.sweep.parts import checked_per_file
from roi_model.outputs.sweep.source import Instead

Whole = Annotated[str | None, Parameter(show_default=False)]


@Parameter(name="*")
@dataclass(frozen=True)
class InsteadOptions:
    """What stands in the place of entries of the file.

    Parameters
    ----------
    area
        In the place of the file's places: one, all authorities, all ICBs, or all regions; repeatable.
    intervention
        In the place of the file's interventions; repeatable.
    draws
        In the place of the file's number of draws.
    seed
        In the place of the file's seed.
    """

    area: Annotated[Texts, Parameter(alias="-a")] = ()
    intervention: Texts = ()
    draws: Whole = None
    seed: Whole = None

    def read(self) -> Instead:
        """Return what was given."""
        return Instead(self.area, self.intervention, _whole(self.draws, "draws"), _whole(self.seed, "seed"))


@Parameter(name="*")
@dataclass(frozen=True)
class RunOptions:
    """What runs a sweep, and how its results are cut into files; neither moves a number.

    Parameters
    ----------
    workers
        How many processes of this machine; by default one, and with two cores more gain little.
    dask
        The address of a Dask scheduler, HOST:PORT, whose workers are to run it; it needs roi-model[dask].
    units_per_file
        How many units, each a scenario in a place, a file of results holds.
    """

    workers: Whole = None
    dask: Annotated[str | None, Parameter(show_default=False)] = None
    units_per_file: Whole = None

    def backend(self) -> Backend:
        """Return what runs the units."""
        workers = _whole(self.workers, "workers")
        if self.dask is not None:
            if workers is not None:
                raise InputError("--workers and --dask cannot be asked for together; choose one.")
            return on_dask(self.dask)
        return run_here if workers is None or workers == 1 else in_processes(workers)

    def per_file(self) -> int | None:
        """Return how many units a file of results holds, or None for some seconds of work."""
        number = _whole(self.units_per_file, "units-per-file")
        return None if number is None else checked_per_file(number)


def _whole(text: str | None, name: str) -> int | None:
    return None if text is None else read_whole(text, name)
