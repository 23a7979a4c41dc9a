"""Colours, and the only way a person's text reaches a widget."""
