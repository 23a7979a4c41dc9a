"""Present: a text on the projector. Nobody sends anything, so it has no rule of its own."""
