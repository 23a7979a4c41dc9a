"""Telling phones what has happened."""
