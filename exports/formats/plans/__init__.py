"""The action plan in each format."""
