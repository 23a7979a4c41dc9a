"""Asking and telling, line by line."""
