"""Questions and output, line by line."""
