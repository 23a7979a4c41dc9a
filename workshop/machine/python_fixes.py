"""Whether this Python has the security fixes that the program relies on.

On Windows, asyncio's event loop is woken through a pair of loopback sockets, to which another local program
could connect before CVE-2024-3219 was fixed; folders made for their owner alone were open to others before
CVE-2024-4030 was. Elsewhere nothing is relied on that a supported version lacks: aiohttp itself goes round
the missing back-pressure of `writelines` (CVE-2024-12254).
"""

from __future__ import annotations

import platform
import sys

from sessions.command_answers import CommandWarning

_FIXED_ON_WINDOWS = {(3, 11): (3, 11, 10), (3, 12): (3, 12, 5)}
"""The first version with both fixes, of those that had releases without them."""


def fixed_version(version: tuple[int, int, int], system: str) -> str:
    """The version to install instead of `version` on `system` (see `sys.platform`); empty if all is well."""
    fixed = _FIXED_ON_WINDOWS.get(version[:2]) if system == "win32" else None
    return ".".join(map(str, fixed)) if fixed is not None and version < fixed else ""


def fixed_version_here() -> str:
    """`fixed_version` of the Python that runs."""
    return fixed_version(sys.version_info[:3], sys.platform)


def remarks_on_python() -> tuple[CommandWarning, ...]:
    """What to tell the facilitator about the Python that runs."""
    fixed = fixed_version_here()
    if not fixed:
        return ()
    return (CommandWarning("python-unfixed", (("version", platform.python_version()), ("fixed", fixed))),)
