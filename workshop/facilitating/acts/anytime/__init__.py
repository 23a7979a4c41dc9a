"""Acts that are there in every activity."""
