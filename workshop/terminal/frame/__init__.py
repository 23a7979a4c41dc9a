"""The frame around every activity: header, status bar, lobby and end."""
