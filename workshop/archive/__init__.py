"""Work on past workshops: minutes, follow-ups, open agreements, purge."""
