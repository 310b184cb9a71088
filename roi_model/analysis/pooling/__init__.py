"""Partners of a pool: what each pays and gains, and how the cost could be shared."""
