"""What the facilitator can do, declared once for every face: one module for each kind."""
