"""What one participant may see."""
