"""The folder of a sweep: writing it through a crash, and reading it back."""
