"""Sentences that faces tell alike: warnings, the clock, the end."""
