"""The user interfaces: command line, terminal screen, plain mode and the phones' page."""
