"""JSON as a command prints it: readable, and with nothing that a terminal would obey."""

from __future__ import annotations

import json
import re

_OBEYED = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What JSON leaves as it is, besides the control signs that it writes as numbers by itself."""


def json_text(value: object) -> str:
    """`value` as indented JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
