"""The phones' web server, API and page."""
