"""What each kind of activity shows on a phone: one module a kind."""
