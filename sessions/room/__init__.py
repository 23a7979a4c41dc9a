"""One thread that owns a workshop: its queue, its rules, its listeners."""
