"""What the facilitator does in a running workshop, line by line."""
