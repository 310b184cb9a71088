"""What English places get back from preventing mental ill health: how much, when, for whom, and how surely."""
