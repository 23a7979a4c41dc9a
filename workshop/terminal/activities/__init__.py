"""The panels of the activity kinds."""
