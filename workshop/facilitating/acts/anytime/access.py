"""How phones get in: a new code, another address."""

from __future__ import annotations

import sys

from workshop.facilitating.act import Act
from workshop.facilitating.act_runner import attempt
from workshop.facilitating.conversation import Conversation


async def rotate(talk: Conversation) -> None:
    """Make a new QR code and a new code to type, after asking."""
    if await talk.confirm(talk.words("terminal.code.sure"), talk.words("terminal.code.sure-detail")):
        await attempt(talk, talk.session.rotate_access())


async def address(talk: Conversation) -> None:
    """Put another of the computer's addresses in the QR code."""
    choices = [(found.ip, f"{found.ip}  {found.interface}") for found in talk.session.addresses()]
    title, note = talk.words("terminal.code.address-title"), talk.words("terminal.code.address-note")
    ip = await talk.choose(title, choices, note=note, careful=True)
    await attempt(talk, talk.session.choose_address(ip))


SYSTEMS = {"win32": "windows", "darwin": "macos"}
"""By `sys.platform`, whose way to a hotspot is shown first; Linux's for all others."""
LINUX = "linux"
TAKE_ADDRESS = "address"


async def hotspot(talk: Conversation) -> None:
    """Show how this computer makes a wireless network of its own, then choose its address."""
    words, system = talk.words, SYSTEMS.get(sys.platform, LINUX)
    while True:
        others = [key for key in (*SYSTEMS.values(), LINUX) if key != system]
        choices = [
            (TAKE_ADDRESS, words("hotspot.is-on")),
            *((key, words("hotspot.other", system=words(f"hotspot.{key}"))) for key in others),
        ]
        title = words("hotspot.title", system=words(f"hotspot.{system}"))
        answer = await talk.choose(
            title, choices, note=words(f"hotspot.{system}-steps").strip(), careful=True
        )
        if answer == TAKE_ADDRESS:
            return await address(talk)
        system = answer


ACTS = (
    Act("code.rotate", rotate, keys=("ctrl+k",), typed="k", rank=3),
    Act("code.address", address, keys=("ctrl+a",), typed="a", rank=4),
    Act("code.hotspot", hotspot, keys=("h",), typed="h", rank=5),
)
