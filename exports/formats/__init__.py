"""One renderer a format, and the list of them."""
