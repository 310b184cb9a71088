"""What differs between two sets of results, or two requests, and why."""
