"""What can be laid over a workshop, each from one key."""
