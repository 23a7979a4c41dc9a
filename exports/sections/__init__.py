"""The part of each activity kind in the minutes."""
