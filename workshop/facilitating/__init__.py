"""Leading a workshop, independent of the user interface: acts, availability, clock reading."""
