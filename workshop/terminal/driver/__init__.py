"""Between Textual and the terminal: a patient driver, suspending, screens that wait."""
