"""The event stream to the phones."""
