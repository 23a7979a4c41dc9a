"""Rules of the meeting: its creation, run sheet, head and time."""
