"""One renderer per format, and the list of formats."""
