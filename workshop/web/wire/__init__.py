"""Sockets: deadlines, limits, places, whole requests only."""
