"""Workshops that are over: minutes, follow-ups, open agreements, purge."""
