"""Leading a running workshop, line by line."""
