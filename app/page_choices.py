"""What a user picks on single pages: what is asked and shown there. It is kept, shared and saved with the request."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from roi_model.analysis.output import Measure
from roi_model.analysis.pooling.partner import Basis
from roi_model.analysis.pooling.pool import BUDGET_HOLDERS, DEFAULT_CHANCE
from roi_model.analysis.pooling.rule import Rule
from roi_model.analysis.portfolio.limits import Goal
from roi_model.engine.analysis import MAX_HORIZON
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.engine.sector import Sector
from roi_model.inputs.parameter import Checked, Evidence
from roi_model.inputs.problem import sentences
from roi_model.inputs.refusal import InputError, unknown

MOST_MONEY = 1e12  # £; more is a slip of the keyboard
FIXED = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Order(StrEnum):
    """By what the programmes are put in order."""

    LISTED = "listed"
    RETURN = "return"
    CASH = "cash"
    NET = "net"
    CHANCE = "chance"
    COST = "cost"
    PEOPLE = "people"
    PAYBACK = "payback"


def _programme(name: str) -> str:
    if name and name not in INTERVENTION_NAMES:
        raise unknown("programme", name, INTERVENTION_NAMES)
    return name


def _budget_holder(sector: Sector) -> Sector:
    if sector not in BUDGET_HOLDERS:
        raise ValueError(f"{sector.value} holds no budget")
    return sector


Programme = Annotated[str, AfterValidator(_programme)]
BudgetHolder = Annotated[Sector, AfterValidator(_budget_holder)]
Money = Annotated[float, Field(ge=0, le=MOST_MONEY)]


class Compare(BaseModel):
    """On the page Compare: the order, what the bars show, and whether every time horizon stands beside."""

    model_config = FIXED

    order: Order = Order.LISTED
    bars: Literal["pounds", "each_pound"] = "pounds"
    every_horizon: bool = False


class WhoPays(BaseModel):
    """On the page Who pays, who gains: which money counts, how surely and by when all are in credit, a rule to try."""

    model_config = FIXED

    money: Basis = Basis.ECONOMIC
    chance: float = Field(default=DEFAULT_CHANCE, ge=0.5, le=0.99)
    by_year: int | None = Field(default=None, ge=1, le=MAX_HORIZON)
    rule: Rule | None = None


class HowSure(BaseModel):
    """On the page How sure are we: the figure, and the choice that knowing more could change."""

    model_config = FIXED

    measure: Literal[Measure.RETURN, Measure.NET] = Measure.RETURN
    cash_only: bool = False
    choice: Literal["one", "any"] = "one"
    budget: int = Field(default=1_000_000, ge=1_000, le=int(MOST_MONEY))


class BestMix(BaseModel):
    """On the page Best mix: the limits. Without a budget for everything it is what the plan costs."""

    model_config = FIXED

    budget: Money | None = None
    budgets: dict[BudgetHolder, Money] = {}
    floors: tuple[Sector, ...] = ()
    must: tuple[Programme, ...] = ()
    never: tuple[Programme, ...] = ()
    most: float = Field(default=0.5, ge=0.01, le=1)
    goal: Goal = Goal.NET


class EvidenceSearch(BaseModel):
    """On the page Evidence: what is looked for, and the number that is looked at."""

    model_config = FIXED

    search: str = Field(default="", max_length=200)
    grades: tuple[Evidence, ...] = ()
    checked: tuple[Checked, ...] = ()
    number: str = Field(default="", max_length=200)


class OneProgramme(BaseModel):
    """On the pages that show one programme: which; empty for the first of the plan."""

    model_config = FIXED

    name: Programme = ""


class PageChoices(BaseModel):
    """What is picked on each page; a field for each.

    Examples
    --------
    >>> PageChoices().changed("best_mix", budget=2e6).as_dict()
    {'best_mix': {'budget': 2000000.0}}
    """

    model_config = FIXED

    programme: OneProgramme = OneProgramme()
    compare: Compare = Compare()
    who_pays: WhoPays = WhoPays()
    how_sure: HowSure = HowSure()
    best_mix: BestMix = BestMix()
    evidence: EvidenceSearch = EvidenceSearch()

    @classmethod
    def read(cls, content: object, place: str) -> Self:
        """Build the choices from the content of a link or a file.

        Raises
        ------
        InputError
            When a page or a choice is not known, or a value is not allowed.
        """
        try:
            return cls.model_validate(content)
        except ValidationError as error:
            raise InputError(sentences(error, place, cls)) from error

    def as_dict(self) -> dict[str, Any]:
        """Return what differs from the defaults as plain values."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def changed(self, page: str, **fields: Any) -> Self:
        """Return a copy in which some choices of a page are others, checked like new ones."""
        kept = self.model_dump()
        return self.read(kept | {page: kept[page] | fields}, "The page")
