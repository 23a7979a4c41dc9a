"""The faces of the tool: command line, terminal screen and the phones' page."""
