"""Present: a text on the projector. It takes no input, so it has no rules of its own."""
