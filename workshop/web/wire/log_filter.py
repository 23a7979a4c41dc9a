"""Logging that keeps people out of it: no address, no text, no token, and nothing on the screen.

The web framework names the client's address and whole requests in its messages. Here they are
reduced to what went wrong and where in the program.
"""

from __future__ import annotations

import logging

from workshop.machine.logs import places


class OnlyWhere(logging.Filter):
    """Replaces a record's arguments and exception by the kind of error and its place."""

    def filter(self, record: logging.LogRecord) -> bool:
        problem = record.exc_info[1] if record.exc_info else None
        what = " <- ".join(places(problem)) or record.levelname
        record.msg, record.args = "the web framework reports %s", (what,)
        record.exc_info, record.exc_text = None, None
        return True


def framework_logger() -> logging.Logger:
    """The logger the web framework is given. Without a handler of the program it stays silent."""
    parent = logging.getLogger("workshop.web")
    if not any(isinstance(handler, logging.NullHandler) for handler in parent.handlers):
        parent.addHandler(logging.NullHandler())
    logger = parent.getChild("framework")
    if not any(isinstance(known, OnlyWhere) for known in logger.filters):
        logger.addFilter(OnlyWhere())
    return logger
