"""Random places, presets and parameters for the eight interventions."""

from __future__ import annotations

import math

from hypothesis import strategies as st

from roi_model.engine.case import Case, build_case
from roi_model.engine.catalogue import INTERVENTION_NAMES, load_intervention
from roi_model.inputs.area import find_area
from roi_model.inputs.area_table import places
from roi_model.inputs.parameter import Parameter
from roi_model.inputs.parameter_set import preset_names

# What each programme costs, and how its effect is switched off. The loneliness and bullying programmes have a
# second benefit, 0 in most presets, that does not pass through the effect.
COSTS = {
    "social_emotional_learning": ("programme_cost",),
    "anti_bullying": ("programme_cost_four_years",),
    "workplace_wellbeing": ("programme_cost",),
    "workplace_stress": ("programme_cost",),
    "debt_advice": ("advice_cost",),
    "loneliness": ("service_cost",),
    "collaborative_care": ("care_cost",),
    "suicide_prevention": ("programme_cost",),
}
NO_EFFECT = {
    "social_emotional_learning": {"effect_size": 0.0},
    "anti_bullying": {"odds_ratio": 1.0, "lifetime_earnings_per_pupil": 0.0},
    "workplace_wellbeing": {"absence_days_averted": 0.0},
    "workplace_stress": {"odds_ratio": 1.0},
    "debt_advice": {"resolved_with_advice": 0.35, "resolved_without_advice": 0.35},
    "loneliness": {"loneliness_free_years": 0.0, "direct_nhs_saving_per_person": 0.0},
    "collaborative_care": {"depression_free_years": 0.0},
    "suicide_prevention": {"effect_on_suicidal_acts": 0.0},
}
# The effect, and whether more of it is better.
EFFECT = {
    "social_emotional_learning": ("effect_size", True),
    "anti_bullying": ("odds_ratio", False),
    "workplace_wellbeing": ("absence_days_averted", True),
    "workplace_stress": ("odds_ratio", False),
    "debt_advice": ("resolved_with_advice", True),
    "loneliness": ("loneliness_free_years", True),
    "collaborative_care": ("depression_free_years", True),
    "suicide_prevention": ("effect_on_suicidal_acts", True),
}


# Thousandths, so that no number is so small that doubling it is not exact.
SHARES = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)


def setting(case: Case, **values: float) -> Case:
    """The case with these parameters known for certain."""
    return case.with_parameters(
        case.parameters.replacing(*(case.parameters[name].fixed(value, "") for name, value in values.items()))
    )


def all_known(case: Case) -> Case:
    """The case with every parameter known for certain, at its value."""
    return setting(case, **{parameter.name: parameter.value for parameter in case.parameters})


def between(parameter: Parameter, share: float) -> float:
    """A value a share of the way through a parameter's interval or, where it has none, its allowed range."""
    low, high = (parameter.low, parameter.high) if parameter.is_uncertain else parameter.allowed
    assert low is not None
    assert high is not None
    if math.isinf(high):
        high = 2 * parameter.value or 1000.0
    value = min(max(low + share * (high - low), low), high)
    return float(round(value)) if parameter.whole else value


@st.composite
def random_cases(draw: st.DrawFn, name: str) -> Case:
    """One intervention in any place, under any preset, with every parameter anywhere in its range."""
    return draw(random_cases_in(draw(st.sampled_from(places())).code, name))


@st.composite
def random_cases_in(draw: st.DrawFn, place: str, name: str) -> Case:
    """One intervention in a place, under any preset, with every parameter anywhere in its range."""
    preset = draw(st.sampled_from(preset_names(name)))
    case = build_case(name, find_area([place]), preset)
    parameters = list(case.parameters)
    shares = draw(st.lists(SHARES, min_size=len(parameters), max_size=len(parameters)))
    return setting(case, **{one.name: between(one, share) for one, share in zip(parameters, shares, strict=True)})


@st.composite
def random_packages(draw: st.DrawFn) -> list[Case]:
    """Some of the eight interventions in one place, in any order, with every parameter anywhere in its range."""
    place = draw(st.sampled_from(places())).code
    names = draw(st.lists(st.sampled_from(INTERVENTION_NAMES), min_size=1, unique=True))
    return [draw(random_cases_in(place, name)) for name in names]


@st.composite
def uncertain_cases(draw: st.DrawFn, name: str) -> Case:
    """One intervention in any place under any preset, its parameters uncertain as in the evidence files."""
    place, preset = draw(st.sampled_from(places())), draw(st.sampled_from(preset_names(name)))
    return build_case(load_intervention(name).name, find_area([place.code]), preset)
