"""One panel a kind of activity, with what it draws."""
