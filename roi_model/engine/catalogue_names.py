"""The names of the interventions, for modules that the interventions themselves rest on."""

from __future__ import annotations

# In the order of the 2017 tool: schools, work, money, later life, health care, suicide.
INTERVENTION_NAMES = (
    "social_emotional_learning",
    "anti_bullying",
    "workplace_wellbeing",
    "workplace_stress",
    "debt_advice",
    "loneliness",
    "collaborative_care",
    "suicide_prevention",
)
