"""A second model of the eight chains, written from docs/methods.md, that shares no code with the first.

Plain numbers and years in lists; its own reading of the data files, of prices, places and discounting.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(str(files("roi_model.parameters")))
Years = list[float]
Gains = dict[str, Years]

ADULTS = ["18_24", "25_34", "35_44", "45_54", "55_64", "65_74", "75_84", "85_plus"]
WORKING_AGE = ["16_17", "18_24", "25_34", "35_44", "45_54", "55_64"]
OLDER = ["65_74", "75_84", "85_plus"]
ALL = ["total"]
# Parameter that a local value scales, its column, the published England value, and whose mean it is.
SCALED: dict[str, tuple[str, float | None, list[str]]] = {
    "weekly_pay": ("median_gross_weekly_pay_gbp_2025", 648.40, WORKING_AGE),
    "suicide_rate": ("hi2021_suicides_per_100k", None, ALL),
    "self_harm_rate": ("hi2021_self_harm_admissions_per_100k", None, ALL),
}


def read(name: str) -> dict[str, Any]:
    """One data file."""
    content: dict[str, Any] = YAML(typ="safe").load((FOLDER / name).read_text(encoding="utf-8"))
    return content


def rows() -> list[dict[str, str]]:
    """The table of areas."""
    with (FOLDER / "areas.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def deflator(year: str) -> float:
    """The index of a price year, calendar 2024 = 100."""
    book = read("price_index.yaml")
    calendar, financial = book["calendar"]["index"], book["financial"]["index"]
    if len(year) == 4:
        return float(calendar[year])
    first, last = year.replace("/", "-").split("-")
    overlap = (financial["2023-24"] + 3 * financial["2024-25"]) / 4
    return float(financial[f"{first}-{last[-2:]}"] * calendar["2024"] / overlap)


@dataclass(frozen=True)
class Place:
    """Rows of the table of areas, each with the share of it that counts; without scales it is England."""

    members: Sequence[tuple[Mapping[str, str], float]]
    local: bool

    def people(self, bands: Sequence[str]) -> float:
        """Residents of some age bands."""
        return sum(share * sum(float(row[f"pop_{band}"]) for band in bands) for row, share in self.members)

    def mean(self, column: str, bands: Sequence[str], blank: float) -> float:
        """Mean of a local value, weighted by people."""
        each = [
            (float(row[column] or blank), Place([(row, share)], self.local).people(bands))
            for row, share in self.members
        ]
        return sum(value * weight for value, weight in each) / sum(weight for _, weight in each)

    @property
    def employment(self) -> float:
        """Share of residents aged 16 to 64 in work."""
        return self.mean("employment_rate_pct_16_64_2023", WORKING_AGE, 76.0) / 100 if self.local else 0.76

    def scale(self, name: str) -> float:
        """Local ÷ England of a parameter."""
        if not self.local or name not in SCALED:
            return 1.0
        column, published, bands = SCALED[name]
        england = published or Place([(row, 1.0) for row in rows() if row[column]], False).mean(column, bands, 0)
        return self.mean(column, bands, england) / england


def england() -> Place:
    """Everyone, with national values."""
    return Place([(row, 1.0) for row in rows()], local=False)


def board(code: str) -> Place:
    """An integrated care board, with its parts of authorities."""
    members = []
    for row in rows():
        shares = {part.split("=")[0].strip(): float(part.split("=")[1]) for part in row["icb_lsoa_shares"].split(";")}
        if code in shares:
            members.append((row, shares[code] / sum(shares.values())))
    return Place(members, local=True)


def authority(name: str) -> Place:
    """One authority."""
    return Place([(row, 1.0) for row in rows() if row["name"] == name], local=True)


def values(intervention: str, price_year: str, place: Place) -> dict[str, float]:
    """The evidence preset in prices of one year and at local values."""
    own, shared = read(f"{intervention}.yaml")["parameters"], read("shared.yaml")
    found: dict[str, float] = {}
    for name, entry in own.items():
        whole = {**(shared.get(entry.get("same_as")) or own.get(entry.get("same_as")) or {}), **entry}
        price = deflator(price_year) / deflator(str(whole["price_year"])) if whole.get("price_year") else 1.0
        found[name] = whole["value"] * price * place.scale(name)
    return found


def risk(ratio: float, before: float) -> float:
    """Risk after an odds ratio."""
    odds = before / (1 - before) * ratio
    return odds / (1 + odds)


def present(flow: Years) -> float:
    """Present value at 3.5% a year."""
    return sum(amount / 1.035**t for t, amount in enumerate(flow))


def for_years(amount: float, length: float, horizon: int) -> Years:
    """An amount in each of the first years, and nothing after."""
    return [amount if t < length else 0.0 for t in range(horizon)]


def times(flow: Years, by: float) -> Years:
    """Every year multiplied."""
    return [amount * by for amount in flow]


def children(averted: Years, v: Mapping[str, float]) -> Gains:
    """What a child's problem costs public services."""
    return {
        "nhs": times(averted, v["nhs_cost_per_case"]),
        "local_government": times(averted, v["la_cost_per_case"]),
        "education": times(averted, v["education_cost_per_case"]),
    }


def a_day(v: Mapping[str, float]) -> float:
    """What a day of work costs an employer."""
    return v["weekly_pay"] / v["working_days_per_week"] * (1 + v["employer_on_cost"])


def workplace_wellbeing(v: Mapping[str, float], place: Place, horizon: int) -> tuple[Years, Gains]:
    """Section 11.1."""
    offered = place.people(WORKING_AGE) * place.employment * v["coverage"]
    gain = offered * v["participation"] * v["absence_days_averted"] * a_day(v) * (1 + v["presenteeism_ratio"])
    length = v["delivery_years"]
    return for_years(offered * v["programme_cost"], length, horizon), {"employers": for_years(gain, length, horizon)}


def workplace_stress(v: Mapping[str, float], place: Place, horizon: int) -> tuple[Years, Gains]:
    """Section 11.2."""
    people = place.people(WORKING_AGE) * place.employment * v["coverage"]
    fewer = v["cmd_prevalence"] - risk(v["odds_ratio"], v["cmd_prevalence"])
    averted = [people * fewer * v["effect_retention"] ** t for t in range(horizon)]
    work = v["days_absent_per_case"] * a_day(v) * (1 + v["presenteeism_ratio"])
    gains = {"employers": times(averted, work), "nhs": times(averted, v["nhs_cost_per_case"])}
    return for_years(people * v["programme_cost"], 1, horizon), gains


def anti_bullying(v: Mapping[str, float], place: Place, horizon: int) -> tuple[Years, Gains]:
    """Section 11.3."""
    pupils, length = place.people(["5_10"]) * 4 / 6 * v["coverage"], v["programme_years"]
    victims = pupils * (v["victimisation"] - risk(v["odds_ratio"], v["victimisation"]))
    averted = for_years(victims * v["excess_disorder_probability"], length, horizon)
    return for_years(pupils * v["programme_cost_four_years"] / length, length, horizon), children(averted, v)


def social_emotional_learning(v: Mapping[str, float], place: Place, horizon: int) -> tuple[Years, Gains]:
    """Section 11.4."""
    pupils = place.people(["11_15"]) / 5 * v["coverage"]
    ratio = math.exp(-math.pi * v["effect_size"] / math.sqrt(3))
    fewer = v["disorder_prevalence"] - risk(ratio, v["disorder_prevalence"])
    averted = for_years(pupils * fewer, v["effect_years"], horizon)
    averted = [amount * (1 - v["annual_fade"]) ** t for t, amount in enumerate(averted)]
    return for_years(pupils * v["programme_cost"], 1, horizon), children(averted, v)


def debt_advice(v: Mapping[str, float], place: Place, horizon: int) -> tuple[Years, Gains]:
    """Section 11.5."""
    clients = place.people(ADULTS) * v["over_indebted"] * v["coverage"]
    resolved = clients * (v["resolved_with_advice"] - v["resolved_without_advice"])
    first = resolved * (v["risk_in_debt"] - v["risk_otherwise"])
    averted = [first * v["effect_persistence"] ** t for t in range(horizon)]
    legal = for_years(resolved * v["legal_saving_per_resolved_debt"], 1, horizon)
    council = [a + b for a, b in zip(times(averted, v["la_cost_per_case"]), legal, strict=True)]
    gains = {
        "nhs": times(averted, v["nhs_cost_per_case"]),
        "local_government": council,
        "exchequer": times(averted, v["lost_earnings_per_case"] * v["tax_share"]),
        "individuals": times(averted, v["lost_earnings_per_case"] * (1 - v["tax_share"])),
    }
    return for_years(clients * v["advice_cost"], 1, horizon), gains


def loneliness(v: Mapping[str, float], place: Place, horizon: int) -> tuple[Years, Gains]:
    """Section 11.6."""
    helped = place.people(OLDER) * v["lonely_share"] * v["coverage"]
    lived = sum(v["success_retention"] ** k for k in range(int(v["measured_over_years"])))
    first = min(1.0, v["loneliness_free_years"] / lived)
    fewer_depressed = risk(v["depression_odds_ratio"], v["depression_prevalence"]) - v["depression_prevalence"]
    fewer_onsets = risk(v["dementia_odds_ratio"], v["dementia_incidence"]) - v["dementia_incidence"]
    stock, nhs, council = 0.0, [], []
    for t in range(horizon):
        free = helped * first * v["success_retention"] ** t if t < v["effect_years"] else 0.0
        stock = stock * v["dementia_survival"] + free * fewer_onsets
        care, share = stock * v["dementia_cost"], v["nhs_share_of_dementia_cost"]
        nhs.append(free * fewer_depressed * v["nhs_cost_per_case"] + care * share)
        council.append(free * fewer_depressed * v["la_cost_per_case"] + care * (1 - share))
    return for_years(helped * v["service_cost"], 1, horizon), {"nhs": nhs, "local_government": council}


def collaborative_care(v: Mapping[str, float], place: Place, horizon: int) -> tuple[Years, Gains]:
    """Section 11.7."""
    patients = place.people(ADULTS) * v["ltc_prevalence"] * v["depression_in_ltc"] * v["coverage"]
    length = v["measured_over_years"]
    free = for_years(patients * v["depression_free_years"] / length, length, horizon)
    earned = v["lost_earnings_per_case"] * v["earnings_share"]
    gains = {
        "nhs": times(free, v["nhs_cost_per_case"]),
        "local_government": times(free, v["la_cost_per_case"]),
        "exchequer": times(free, earned * v["tax_share"]),
        "individuals": times(free, earned * (1 - v["tax_share"])),
    }
    return for_years(patients * v["care_cost"], 1, horizon), gains


def suicide_prevention(v: Mapping[str, float], place: Place, horizon: int) -> tuple[Years, Gains]:
    """Section 11.8."""
    reached, length = place.people(ALL) * v["coverage"], v["programme_years"]
    deaths = for_years(reached * v["suicide_rate"] * v["effect_on_suicidal_acts"], length, horizon)
    harm = for_years(reached * v["self_harm_rate"] * v["effect_on_suicidal_acts"], length, horizon)
    gains = {
        "wider_society": times(deaths, v["output_per_suicide"]),
        "criminal_justice": times(deaths, v["emergency_cost_per_suicide"]),
        "local_government": times(deaths, v["coroner_cost_per_suicide"]),
        "nhs": times(harm, v["care_per_presentation"]),
    }
    return for_years(reached * v["programme_cost"], length, horizon), gains


CHAINS = {
    chain.__name__: chain
    for chain in (
        workplace_wellbeing,
        workplace_stress,
        anti_bullying,
        social_emotional_learning,
        debt_advice,
        loneliness,
        collaborative_care,
        suicide_prevention,
    )
}
