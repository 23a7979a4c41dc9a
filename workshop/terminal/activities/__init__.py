"""One screen for each activity kind."""
