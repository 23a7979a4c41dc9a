"""What a method file is held against, and how a fault is told."""
