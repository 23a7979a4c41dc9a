"""The commands by subject; import them from `sessions.commands`."""
