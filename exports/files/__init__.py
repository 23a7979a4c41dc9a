"""Minutes as files on a disk: names, folders, and what can go wrong."""
