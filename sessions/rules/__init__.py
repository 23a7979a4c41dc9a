"""What a command changes or why it is refused, for everything that is not one kind of activity."""
