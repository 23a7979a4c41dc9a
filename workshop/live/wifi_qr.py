r"""The text of a QR code that connects a phone to the room's wireless network.

`WIFI:T:WPA;S:<name>;P:<password>;;`, with a backslash before `\`, `;`, `,`, `:` and `"`. Nothing is
put in quotation marks, though a name or password may look like a hexadecimal number: there are phones that
take the marks for a part of it, and none of today's reads a passphrase of fewer than 64 digits as a key. The
password is kept in memory only and is never part of a `repr`, so that no log can hold it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SPECIAL = re.compile(r'([\\;,:"])')


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
    return _SPECIAL.sub(r"\\\1", text)
