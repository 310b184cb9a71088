"""One file a view of the app; each shows, and none computes."""
