"""Translated texts, dates and numbers, and the sanitiser for untrusted text."""
