"""Copies of the session file: taken, brought back, cleared away."""
