"""What is asked and told before a workshop is open."""
