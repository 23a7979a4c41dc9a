"""Method files: read, checked and turned into a validated `Method`."""
