"""What the minutes hold, part by part, as data."""
