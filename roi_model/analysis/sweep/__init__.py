"""Many scenarios in many places: what a sweep file says, its plan, and the work of one unit."""
