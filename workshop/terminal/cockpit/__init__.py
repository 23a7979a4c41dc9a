"""What only the one who leads sees while the group has a screen of its own."""
