"""Putting a face on the screen: home, a workshop, a rehearsal."""
