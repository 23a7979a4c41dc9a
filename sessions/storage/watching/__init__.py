"""Noticing that the session file was changed from outside."""
