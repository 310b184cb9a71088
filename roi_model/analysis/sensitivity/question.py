"""Global sensitivity of a figure of one case: its uncertain parameters vary, all others stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from roi_model.analysis.output import Factor, Output, factors_of, output_at, simulated_output
from roi_model.analysis.sensitivity.from_draws import check_draws, indices_from_draws
from roi_model.analysis.sensitivity.indices import Advance, Effects, Indices, UnitFigure
from roi_model.analysis.sensitivity.morris import morris_effects
from roi_model.analysis.sensitivity.sobol import sobol_indices
from roi_model.engine.analysis import Analysis
from roi_model.engine.case import Case
from roi_model.engine.cash_flow import Array
from roi_model.engine.draws import LEAST_UNIFORM, Sampler
from roi_model.engine.evaluation import BLOCK as DRAWS_BLOCK
from roi_model.inputs.refusal import InputError

GREATEST_UNIFORM = 1 - 2.0**-53


@dataclass(frozen=True)
class Question:
    """One figure of one case.

    Attributes
    ----------
    case
        Intervention, parameters, place and payers.
    analysis
        Prices, discounting, draws and seed.
    output
        The figure.
    """

    case: Case
    analysis: Analysis
    output: Output

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What varies: decision, structural and local parameters do not.

        Raises
        ------
        InputError
            When nothing does.
        """
        factors = factors_of(self.case)
        if not factors:
            raise InputError(f"{self.case.intervention.title} has no uncertain parameter here, so nothing can vary.")
        return factors

    @property
    def title(self) -> str:
        """The figure in words: "net present value of debt advice (NHS, over 5 years)"."""
        measure, _, rest = self.output.label.partition(", ")
        name = self.case.intervention.title
        return f"{measure} of {name[0].lower()}{name[1:]} ({rest})"

    @property
    def unit_figure(self) -> UnitFigure:
        """The figure as a function of the probabilities of its factors.

        Raises
        ------
        InputError
            When parameters are correlated: the cube's dimensions vary independently.
        """
        if self.analysis.correlation is not None:
            raise InputError(
                "This method moves each parameter on its own, so it cannot be used with --correlate; "
                "`roi-model sensitivity sobol --from-draws` can."
            )
        factors = self.factors
        return UnitFigure(tuple(factor.name for factor in factors), f"The {self.title}", self._at(factors))

    def _at(self, factors: tuple[Factor, ...]) -> Callable[[Array], Array]:
        def at(points: Array) -> Array:
            columns: dict[str, Array] = {}
            for factor, probabilities in zip(factors, points.T, strict=True):
                # Designs repeat each number many times, and a quantile takes longer than finding the repeats.
                different, where = np.unique(probabilities, return_inverse=True)
                values = factor.values(np.clip(different, LEAST_UNIFORM, GREATEST_UNIFORM))
                columns |= {name: column[where] for name, column in values.items()}
            return output_at(self.case, self.analysis, self.output, columns)

        return at

    def sobol(self, points: int, *, second_order: bool = False, advance: Advance | None = None) -> Indices:
        """Return Sobol' indices; see `sobol_indices`."""
        return sobol_indices(self.unit_figure, points, self.analysis.seed, second_order=second_order, advance=advance)

    def morris(self, trajectories: int, *, advance: Advance | None = None) -> Effects:
        """Return Morris's elementary effects; see `morris_effects`."""
        return morris_effects(self.unit_figure, trajectories, self.analysis.seed, advance=advance)

    def from_draws(self, *, advance: Advance | None = None) -> Indices:
        """Return first-order indices from the draws of the simulation; see `indices_from_draws`."""
        check_draws(self.analysis.draws)
        factors = self.factors
        _, figures = simulated_output(self.case, self.analysis, self.output)
        return indices_from_draws(
            self._drawn(factors), figures, self.analysis.seed, f"The {self.title}", advance=advance
        )

    def _drawn(self, factors: tuple[Factor, ...]) -> Iterator[tuple[str, Array]]:
        draws = self.analysis.draws
        sampler = Sampler(self.analysis.design)
        for factor in factors:
            column = np.empty(draws)
            for start in range(0, draws, DRAWS_BLOCK):
                stop = min(start + DRAWS_BLOCK, draws)
                column[start:stop] = sampler.columns((factor.first,), start, stop)[factor.name][:, 0]
            yield factor.name, column
