"""How phones get in: a new code, another address."""

from __future__ import annotations

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


ACTS = (
    Act("code.rotate", rotate, keys=("ctrl+k",), typed="k", rank=3),
    Act("code.address", address, keys=("ctrl+a",), typed="a", rank=4),
)
