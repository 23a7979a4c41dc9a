"""The session file: SQLite, its lock, snapshots, rescue and audit."""
