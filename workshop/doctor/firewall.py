"""What can be found out about the firewall without administrator rights, and the rule that it needs.

Whether it lets a phone through cannot be determined here: only a phone can tell (`phone_test`).
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path

from prompts.language.words import Words
from workshop.doctor.finding import Finding

SECONDS = 1.0
"""How long one of the system's own programs may take to answer."""

MACOS_TOOL = "/usr/libexec/ApplicationFirewall/socketfilterfw"
UFW_SETTINGS = Path("/etc/ufw/ufw.conf")
LINUX_SERVICES = ("ufw", "firewalld", "nftables", "iptables")

Ask = Callable[[Sequence[str]], str | None]
"""Runs a program and returns its output, or None if it is missing or does not answer."""


class Wall(Enum):
    """The firewall's state; the value is the last part of the sentence's key."""

    OFF = "off"
    ON = "on"
    CLOSED = "closed"
    UNKNOWN = "unknown"


def firewall_finding(words: Words) -> Finding:
    """The state of this system's firewall as a sentence that says what to do."""
    name, wall = look()
    text = words(f"doctor.firewall-{wall.value}", name=name)
    return Finding("firewall", words("doctor.firewall"), text, wall in (Wall.OFF, Wall.UNKNOWN))


def look(system: str = sys.platform) -> tuple[str, Wall]:
    """The name of the firewall and its state."""
    if system == "win32":
        return "Windows", windows(ask)
    if system == "darwin":
        return "macOS", macos(ask)
    return linux(ask)


def windows(ask: Ask) -> Wall:
    """The active profile's state: the last word of the output, which is in the system's language."""
    said = ask(["netsh", "advfirewall", "show", "currentprofile", "state"])
    state = re.search(r"(?m)^\S.*?\s{2,}(\S+)\s*$", said or "")
    return _SAID.get(state[1].casefold(), Wall.UNKNOWN) if state else Wall.UNKNOWN


def macos(ask: Ask) -> Wall:
    """The application firewall: off, asking per program, or blocking everything."""
    said = ask([MACOS_TOOL, "--getglobalstate"])
    if said is None:
        return Wall.UNKNOWN
    state = re.search(r"State = (\d)", said)
    if state is None:
        return Wall.UNKNOWN
    return (Wall.OFF, Wall.ON, Wall.CLOSED)[min(int(state[1]), 2)]


def linux(ask: Ask, ufw: Path = UFW_SETTINGS) -> tuple[str, Wall]:
    """The state from ufw's settings or firewalld's answer; for others only whether they run."""
    try:
        if re.search(r"(?mi)^\s*ENABLED\s*=\s*yes", ufw.read_text(encoding="utf-8", errors="replace")):
            return "ufw", Wall.ON
    except OSError:
        pass
    if (ask(["firewall-cmd", "--state"]) or "").strip() == "running":
        return "firewalld", Wall.ON
    said = ask(["systemctl", "is-active", *LINUX_SERVICES])
    if said is None:
        return "Linux", Wall.UNKNOWN
    running = [name for name, state in zip(LINUX_SERVICES, said.split(), strict=False) if state == "active"]
    # ufw's service runs even if its settings say that it is disabled.
    others = [name for name in running if name != "ufw"]
    return (others[0], Wall.ON) if others else ("Linux", Wall.OFF)


def ask(command: Sequence[str]) -> str | None:
    """Run one of the system's own programs, with a short timeout."""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed list of names, no shell
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def rule_for(port: int, program: str, firewall: str, system: str = sys.platform) -> str:
    """The command with which an administrator lets phones on the same network in."""
    if system == "win32":
        return (
            'netsh advfirewall firewall add rule name="Tre skridt" dir=in action=allow protocol=TCP '
            f'localport={port} remoteip=localsubnet profile=private,domain program="{program}"'
        )
    if system == "darwin":
        return f'sudo {MACOS_TOOL} --add "{program}" && sudo {MACOS_TOOL} --unblockapp "{program}"'
    if firewall == "firewalld":
        return f"sudo firewall-cmd --permanent --add-port={port}/tcp && sudo firewall-cmd --reload"
    return f"sudo ufw allow {port}/tcp"


_ON = ("on", "til", "på", "ein", "aan", "activé", "activado", "päällä")
_OFF = ("off", "fra", "av", "aus", "uit", "désactivé", "desactivado", "pois")
_SAID = dict.fromkeys(_ON, Wall.ON) | dict.fromkeys(_OFF, Wall.OFF)
