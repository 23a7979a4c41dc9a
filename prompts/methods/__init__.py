"""What a group can do: method files, read, checked and turned into a validated `Method`."""
