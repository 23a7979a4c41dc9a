"""What the program says and how it writes: words, dates and numbers, and the gate for untrusted text."""
