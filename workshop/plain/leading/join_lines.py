"""How phones join: the address and code as text, and the QR code on request."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.facilitating.acts.anytime.access import ACTS
from workshop.live.qr_matrix import qr_modules
from workshop.plain.conversation.actions import Action, actions_of
from workshop.plain.conversation.line_conversation import LineConversation
from workshop.plain.conversation.menu import submenu
from workshop.plain.leading.status import people_line

QUIET_ZONE = 4
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def qr_rows(text: str, *, light_on_dark: bool) -> list[str]:
    """The QR code of `text` as half blocks, for a light-on-dark or dark-on-light terminal."""
    matrix = qr_modules(text, QUIET_ZONE)
    if len(matrix) % 2:
        matrix = (*matrix, (False,) * len(matrix[0]))
    return [
        "".join(
            _BLOCKS[a is not light_on_dark, b is not light_on_dark] for a, b in zip(upper, lower, strict=True)
        )
        for upper, lower in zip(matrix[::2], matrix[1::2], strict=True)
    ]


def ascii_rows(text: str) -> list[str]:
    """The QR code of `text` with only `#`, for a dark-on-light terminal."""
    return ["".join("##" if dark else "  " for dark in row) for row in qr_modules(text, QUIET_ZONE)]


def _show(desk: LineConversation) -> Iterator[str]:
    access = desk.live.access
    yield desk.words("plain.join", address=access.origin, code=access.code)
    wifi = desk.live.wifi
    if wifi is not None:
        yield desk.words("plain.wifi.name" if wifi.password else "plain.wifi.open", name=wifi.name)
    if wifi is not None and wifi.password:
        yield desk.words("plain.wifi.password", password=wifi.password)
    yield people_line(desk)


async def _draw(desk: LineConversation) -> None:
    await _draw_code(desk, desk.live.access.url)


async def _draw_wifi(desk: LineConversation) -> None:
    if desk.live.wifi is not None:
        await _draw_code(desk, desk.live.wifi.qr_text)


async def _draw_code(desk: LineConversation, text: str) -> None:
    words = desk.words
    choices = [(key, words(f"plain.qr.{key}")) for key in ("light-on-dark", "dark-on-light", "ascii")]
    key = await desk.choose(words("plain.qr.ground"), choices)
    rows = ascii_rows(text) if key == "ascii" else qr_rows(text, light_on_dark=key == "light-on-dark")
    desk.console.drawing(rows)


JOINING = (
    Action("t", "plain.qr.draw", _draw),
    Action("w", "plain.qr.wifi", _draw_wifi, lambda desk: desk.live.wifi is not None),
    *actions_of(ACTS),
)


async def joining(desk: LineConversation) -> None:
    """Print how to join."""
    await submenu(desk, "terminal.code.title", _show, JOINING)
