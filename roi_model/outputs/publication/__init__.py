"""A publication: the figures of a request as tables that everybody can read."""
