"""Opening a session and serving it: room, phones' server, signs of life."""
