"""A face's end of the channel: finds or starts the host of a session file, and follows it."""
