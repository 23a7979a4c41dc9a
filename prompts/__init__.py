"""Methods (the data that describes a workshop) and language (the program's texts, dates and numbers)."""
