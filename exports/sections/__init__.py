"""One part of the minutes for each activity kind."""
