"""A running workshop as faces see it: the read model, and what people need to join."""
