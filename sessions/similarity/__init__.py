"""Suggesting cards that may say the same thing, in three languages."""
