"""Between Textual and the terminal: a non-blocking driver, suspending, waiting for screens."""
