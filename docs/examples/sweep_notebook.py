"""A sweep from a notebook: thirty-six what-ifs in six councils, and what moves the answer.

Open it in a notebook program that knows ``# %%`` cells, or run it: ``python docs/examples/sweep_notebook.py``.
"""

# %% What to run: as in a sweep file. All scenarios share their draws, so differences between them are not noise.
import pandas as pd

from roi_model.outputs.sweep.notebook import sweep

ASKED = {
    "name": "Debt advice and loneliness in West Yorkshire and York",
    "areas": ["Leeds", "Bradford", "Kirklees", "Calderdale", "Wakefield", "York"],
    "interventions": ["debt_advice", "loneliness"],
    "draws": 200,
    "seed": 2017,
    "preset": "evidence",
    "scenarios": {
        "as the evidence has it": {},
        "as published in 2017": {"preset": "phe-2017"},
        "shared with the NHS": {"payers": {"nhs": 0.5, "local_government": 0.5}, "perspective": "local_government"},
        "council alone": {"payers": {"local_government": 1}, "perspective": "local_government"},
    },
    "design": {
        "method": "sobol",
        "points": 32,
        "ranges": {
            "coverage": [0.05, 0.3],
            "debt_advice.advice_cost": "200:400@2009",
            "loneliness.service_cost": "interval",
        },
    },
}


# %% Run it. Tables come part by part; here all parts fit into memory together.
table = pd.concat(sweep(ASKED), ignore_index=True)
print(f"{len(table):,} rows for {table.scenario.nunique()} scenarios in {table.area.nunique()} places")

# %% The return per £1 with its interval and its Monte Carlo error, and the net present value beside it.
whole = table[(table.sector == "all") & (table.kind == "all")]
returns = whole[whole.measure == "return_per_pound"]
named = returns[returns.scenario.isin(ASKED["scenarios"]) & (returns.area == "Leeds")]
print(named[["scenario", "intervention", "preset", "mean", "low", "high", "standard_error"]].to_string(index=False))
worth = whole[(whole.measure == "net_present_value") & whole.scenario.isin(ASKED["scenarios"])]
by_scenario = worth.pivot_table(index=["intervention", "scenario"], columns="area", values="mean", observed=True)
print(by_scenario.round(-3).to_string())

# %% Who pays changes no benefit, but it changes what the council sees: the same draws, so an exact difference.
council = worth[worth.scenario.isin(["shared with the NHS", "council alone"])]
seen = council.pivot_table(index=["area", "intervention"], columns="scenario", values="mean", observed=True)
saved = (seen["shared with the NHS"] - seen["council alone"]).round(-2)
print(saved.rename("what sharing saves the council, £").to_string())

# %% Over the design, in Leeds: how far the return per £1 moves with the coverage and the costs.
points = returns[returns.scenario.str.startswith("point") & (returns.area == "Leeds")]
spread = points.groupby("intervention", observed=True)["mean"].quantile([0.05, 0.5, 0.95]).unstack()
print(spread.round(2).to_string())
