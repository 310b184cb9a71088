"""How a case is looked at: prices, discounting, perspective, draws and seed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roi_model.engine.design import Correlation, Design, Method, check_power_of_two
from roi_model.engine.discounting import DEFAULT_SCHEDULE, Schedule, schedule
from roi_model.engine.sector import Sector, perspective_sectors
from roi_model.inputs.price import price_index, standard_price_year
from roi_model.inputs.refusal import InputError

DEFAULT_DRAWS = 10_000
DEFAULT_SEED = 2017
DEFAULT_PRICE_YEAR = "2024-25"
MAX_DRAWS = 10_000_000
MAX_HORIZON = 100
HORIZONS = (1, 2, 3, 4, 5, 10)


class AlsoCount(StrEnum):
    """Non-market value that a user may ask to be counted; one at most, for they overlap."""

    NOTHING = "nothing"
    WELLBEING = "wellbeing"
    QALYS = "qalys"

    @property
    def label(self) -> str:
        """Its name as a reader sees it, within a sentence.

        Examples
        --------
        >>> AlsoCount.QALYS.label, AlsoCount.WELLBEING.label
        ('QALYs', 'wellbeing')
        """
        return "QALYs" if self is AlsoCount.QALYS else self.value


@dataclass(frozen=True)
class Analysis:
    """The rules of one analysis, the same for every case compared.

    Attributes
    ----------
    price_year
        All money is in prices of this year, such as ``2024-25`` or calendar ``2015``.
    schedule_name
        The discount schedule.
    perspective
        Whose costs and benefits count.
    also_count
        Non-market value added to the benefits: none unless asked for.
    draws, seed
        How many draws the simulation makes, and from which seed.
    method
        How the draws of a parameter fill its range.
    correlation
        Rank correlations between parameters, or None.
    """

    price_year: str = DEFAULT_PRICE_YEAR
    schedule_name: str = DEFAULT_SCHEDULE
    perspective: str = "societal"
    also_count: AlsoCount = AlsoCount.NOTHING
    draws: int = DEFAULT_DRAWS
    seed: int = DEFAULT_SEED
    method: Method = Method.RANDOM
    correlation: Correlation | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "price_year", standard_price_year(self.price_year))
        _ = price_index(self.price_year), self.schedule, self.sectors
        if not 2 <= self.draws <= MAX_DRAWS:
            raise InputError(f"draws is {self.draws}; it must be a whole number between 2 and {MAX_DRAWS:,}.")
        if self.seed < 0:
            raise InputError(f"seed is {self.seed}; it must be a whole number, 0 or more.")
        if self.method is Method.SOBOL:
            check_power_of_two(self.draws)

    @property
    def design(self) -> Design:
        """Where the uniform numbers of the simulation come from."""
        return Design(self.seed, self.method, self.draws, self.correlation)

    @property
    def schedule(self) -> Schedule:
        """The discount schedule itself."""
        return schedule(self.schedule_name)

    @property
    def sectors(self) -> tuple[Sector, ...]:
        """The sectors that the perspective counts."""
        return perspective_sectors(self.perspective)


def checked_horizon(text: str | float) -> int:
    """Return a time horizon in whole years.

    Raises
    ------
    InputError
        When it is not a whole number between 1 and 100.

    Examples
    --------
    >>> checked_horizon("5")
    5
    """
    allowed = f"it must be a whole number of years between 1 and {MAX_HORIZON}"
    try:
        number = float(text)
    except ValueError:
        raise InputError(f"horizon is '{text}'; {allowed}.") from None
    if not number.is_integer() or not 1 <= number <= MAX_HORIZON:
        raise InputError(f"horizon is {text}; {allowed}.")
    return int(number)
