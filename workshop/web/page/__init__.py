"""The phones' page and how it is served."""
