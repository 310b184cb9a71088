"""The terms of a pool, and who is a partner in each place, as a run record has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from roi_model.analysis.pooling.partner import Basis, named_sectors
from roi_model.analysis.pooling.pool import BUDGET_HOLDERS, DEFAULT_CHANCE, PoolTerms
from roi_model.inputs.problem import sentences
from roi_model.inputs.refusal import InputError

RECORD = "The run record"


class RecordedTerms(BaseModel):
    """What a pool was given beside the request, as its record has it."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    separately: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    basis: Basis = Basis.ECONOMIC
    chance: float = DEFAULT_CHANCE
    by_year: int | None = None

    @classmethod
    def of(cls, terms: PoolTerms) -> RecordedTerms:
        """Return terms as they are recorded."""
        return cls(
            separately=tuple(sector.value for sector in terms.separately),
            contributors=() if terms.contributors == BUDGET_HOLDERS else tuple(map(str, terms.contributors)),
            basis=terms.basis,
            chance=terms.chance,
            by_year=terms.by_year,
        )

    @classmethod
    def read(cls, options: Mapping[str, Any]) -> RecordedTerms:
        """Read what was recorded, or refuse what is damaged."""
        try:
            return cls.model_validate(options)
        except ValidationError as error:
            raise InputError(sentences(error, RECORD, cls)) from error

    def as_options(self) -> dict[str, Any]:
        """Return what differs from the defaults as plain values."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def terms(self) -> PoolTerms:
        """Return the terms themselves."""
        return PoolTerms(
            contributors=named_sectors(self.contributors) or BUDGET_HOLDERS,
            separately=named_sectors(self.separately),
            basis=self.basis,
            chance=self.chance,
            by_year=self.by_year,
        )
