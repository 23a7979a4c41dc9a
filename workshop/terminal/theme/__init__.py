"""Themes, and the only way that untrusted text reaches a widget."""
