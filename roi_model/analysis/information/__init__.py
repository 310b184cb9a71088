"""What it is worth to know more before choosing."""
