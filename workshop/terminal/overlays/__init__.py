"""The overlays over a workshop, each opened by one key."""
