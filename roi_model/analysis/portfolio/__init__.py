"""The best set of interventions within budgets and limits."""
