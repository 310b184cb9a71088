"""The record of a run, and making its numbers again."""
