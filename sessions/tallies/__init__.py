"""Counts of the state: placements, votes, ratings, progress."""
