"""The two numbers in a session file's header that say what it is; known without the tables themselves."""

from __future__ import annotations

SCHEMA_VERSION = 17
"""Kept in `PRAGMA user_version`; a file with a higher number is refused."""

APPLICATION_ID = 0x54524533
"""Kept in `PRAGMA application_id` ("TRE3"): tells a session file from any other database."""
