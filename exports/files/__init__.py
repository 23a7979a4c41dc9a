"""Minutes as files on disk: names, folders and errors."""
