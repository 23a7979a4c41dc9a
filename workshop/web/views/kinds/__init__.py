"""The phone views of the kinds of activity, one module per kind."""
