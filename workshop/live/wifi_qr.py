r"""The text of a QR code that connects a phone to the room's wireless network.

`WIFI:T:WPA;S:<name>;P:<password>;;`, with a backslash before `\`, `;`, `,`, `:` and `"`. The
password is kept in memory only and is never part of a `repr`, so that no log can hold it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SPECIAL = re.compile(r'([\\;,:"])')
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]+")


@dataclass(frozen=True, slots=True)
class Wifi:
    """A wireless network; without a password it is open."""

    name: str
    password: str = field(default="", repr=False)

    @property
    def qr_text(self) -> str:
        """The content of the QR code."""
        if not self.password:
            return f"WIFI:T:nopass;S:{_escaped(self.name)};;"
        return f"WIFI:T:WPA;S:{_escaped(self.name)};P:{_escaped(self.password)};;"


def _escaped(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", text)
    # A value that looks like a hexadecimal number would be read as one unless quoted.
    return f'"{escaped}"' if _HEXADECIMAL.fullmatch(text) else escaped
