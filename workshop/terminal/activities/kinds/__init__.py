"""One panel per kind of activity, and what it draws."""
