"""What the host of a workshop and its faces say to each other, and the local channel it goes over."""
