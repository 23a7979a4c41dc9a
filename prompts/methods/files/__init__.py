"""Method files and packs as they are read from a disk."""
