"""The phones' server in a process of its own, and the line between it and the room."""
