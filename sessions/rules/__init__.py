"""The rules for commands that do not belong to one kind of activity."""
