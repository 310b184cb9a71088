"""What people take away: tables and records of a run."""
