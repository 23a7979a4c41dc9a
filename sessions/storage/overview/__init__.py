"""What is known of many session files, kept in an index."""
