"""The commands by what they are about; `sessions.commands` is where everybody gets them from."""
