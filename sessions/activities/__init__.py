"""The rules of each activity kind, one module a kind."""
