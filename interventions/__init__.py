"""The eight interventions, a module each."""
