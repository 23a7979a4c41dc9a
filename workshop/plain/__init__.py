"""The facilitator's line-by-line face: screen readers, braille displays and scripts."""
