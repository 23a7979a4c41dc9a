"""The view of one participant."""
