"""Questions to the facilitator."""
