"""What stands around every activity: header, status, lobby and end."""
