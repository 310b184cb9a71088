"""What is evaluated: one intervention, in one place, under one set of parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from roi_model.engine.catalogue import load_intervention
from roi_model.engine.intervention import Intervention
from roi_model.engine.line import Payers, Payment
from roi_model.engine.sector import SECTOR_NAMES, Sector
from roi_model.inputs.area import Area
from roi_model.inputs.evidence_file import Description, evidence_file
from roi_model.inputs.parameter_set import PHE_2017, ParameterSet, parameter_set
from roi_model.inputs.refusal import InputError, unknown


@dataclass(frozen=True)
class Case:
    """One intervention in one place.

    Attributes
    ----------
    intervention
        What is done.
    parameters
        Every parameter, with local values in place.
    area
        Where, and for how many people.
    payers
        Who pays the programme: sector to share; the shares add up to 1.
    payments
        Label of a cost line to who pays it year by year, where that differs from ``payers``.
    effect
        Share of the effect that is left, 1 unless the last people reached are taken to gain less. Benefits, QALYs
        and what is averted are multiplied by it; programme cost and people reached are not.
    """

    intervention: Intervention
    parameters: ParameterSet
    area: Area
    payers: Mapping[Sector, float]
    payments: Mapping[str, Payment] = field(default_factory=dict)
    effect: float = 1.0

    @property
    def description(self) -> Description:
        """What the evidence file says of the intervention beside its parameters."""
        return evidence_file(self.intervention.name).description

    @property
    def who_pays(self) -> Payers:
        """Who pays each cost line, year by year."""
        return Payers(self.payers, self.payments)

    def with_parameters(self, parameters: ParameterSet) -> Case:
        """Return the same case under other parameters."""
        return replace(self, parameters=parameters)


def build_case(name: str, area: Area, preset: str = PHE_2017, payers: Mapping[str, float] | None = None) -> Case:
    """Put an intervention into a place, with the place's own figures where it has them.

    Parameters
    ----------
    name
        The intervention.
    area
        The place; its scales multiply the value and interval of the parameters they name.
    preset
        Which set of parameters.
    payers
        Sector to share; by default those of the evidence file.

    Raises
    ------
    InputError
        When a name is unknown, a population figure is missing, or the shares do not add up to 1.
    """
    intervention = load_intervention(name)
    description = evidence_file(name).description
    lacking = [figure for figure in description.population if figure not in area.figures]
    if lacking:
        options = " and ".join(f"--population {figure}=NUMBER" for figure in lacking)
        raise InputError(f"{intervention.title} needs {' and '.join(lacking)}, which is not given; add {options}.")
    parameters = _local_parameters(name, preset, area.name, tuple(area.scales.items()))
    return Case(intervention, parameters, area, payer_shares(payers) if payers else dict(_usual_payers(name)))


@lru_cache(maxsize=64)
def _usual_payers(name: str) -> tuple[tuple[Sector, float], ...]:
    """Return who pays a programme by its evidence file, checked once."""
    return tuple(payer_shares(evidence_file(name).description.payers).items())


@lru_cache(maxsize=2048)
def _local_parameters(name: str, preset: str, place: str, scales: tuple[tuple[str, float], ...]) -> ParameterSet:
    """Return the parameters of an intervention, scaled to a place; made once for all scenarios of a sweep."""
    parameters = parameter_set(name, preset)
    return parameters.replacing(
        *(
            parameters[scaled].scaled(factor, f"Scaled to {place}: × {factor:.4f}.")
            for scaled, factor in scales
            if scaled in parameters and factor != 1
        )
    )


def payer_shares(payers: Mapping[str, float]) -> dict[Sector, float]:
    """Check who pays: known sectors, shares between 0 and 1 that add up to 1.

    Raises
    ------
    InputError
        When a sector is unknown, a share is out of its range, or they do not add up to 1.

    Examples
    --------
    >>> payer_shares({"nhs": 0.5, "local_government": 0.5})[Sector.NHS]
    0.5
    """
    for sector, share in payers.items():
        if sector not in SECTOR_NAMES:
            raise unknown("sector", sector, SECTOR_NAMES)
        if not 0 <= share <= 1:
            raise InputError(f"The share paid by {sector} is {share:g}; it must be between 0 and 1.")
    total = sum(payers.values())
    if abs(total - 1) > 1e-9:  # thirds typed to a few digits are refused; rounding of a float sum is not
        raise InputError(f"The payers' shares add up to {total:g}; they must add up to 1 (difference {total - 1:+g}).")
    return {Sector(sector): share for sector, share in payers.items()}
