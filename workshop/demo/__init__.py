"""Whole workshops played without people."""
