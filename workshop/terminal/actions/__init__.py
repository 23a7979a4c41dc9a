"""Actions declared once: keys, footer, help, palette."""
