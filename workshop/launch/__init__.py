"""Starts a user interface: home, a workshop, a rehearsal."""
