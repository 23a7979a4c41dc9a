"""Questions about the state: what was agreed, answered, decided, carried on."""
