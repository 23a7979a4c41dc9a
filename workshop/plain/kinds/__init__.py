"""The output and actions of each kind of activity in plain mode, one module per kind."""
