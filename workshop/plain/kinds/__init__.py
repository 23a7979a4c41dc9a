"""What each kind of activity shows and offers in plain mode, one module a kind."""
