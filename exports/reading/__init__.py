"""Reads the minutes' own JSON back into rows of a session."""
