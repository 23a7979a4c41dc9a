"""What the phones see and send."""
