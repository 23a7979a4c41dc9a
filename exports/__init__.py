"""What is taken home: the minutes of a workshop and one renderer for each format."""
