"""Plain mode, the facilitator's line-by-line interface for screen readers, braille displays and scripts."""
