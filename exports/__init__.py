"""Exports: the minutes of a workshop and one renderer per format."""
