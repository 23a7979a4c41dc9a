"""A text as the modules of a QR code.

Text beyond ASCII is marked as UTF-8 (ECI 26): without the mark some readers guess, and read a network
called “Gæst” in Chinese. Plain ASCII, such as the address of a workshop, needs none, and is left to
the readers that know no marks.
"""

from __future__ import annotations

import qrcode
from qrcode import util
from qrcode.base import rs_blocks
from qrcode.constants import ERROR_CORRECT_L

LAST_VERSION = 40

_ECI, _UTF_8 = 7, 26
_TERMINATOR = 4


def qr_modules(text: str, quiet: int) -> tuple[tuple[bool, ...], ...]:
    """The modules row by row, True is dark, with `quiet` light ones around them.

    Raises ValueError if the text is longer than a QR code can be.
    """
    if text.isascii():
        code = qrcode.QRCode(error_correction=ERROR_CORRECT_L, border=quiet)
        code.add_data(text)
        code.make(fit=True)
    else:
        version, words = _marked(text.encode())
        code = qrcode.QRCode(version=version, error_correction=ERROR_CORRECT_L, border=quiet)
        code.data_cache = words
        code.make(fit=False)
    return tuple(map(tuple, code.get_matrix()))


def _marked(content: bytes) -> tuple[int, list[int]]:
    """The smallest version that holds `content` with the mark, and its code words."""
    for version in range(1, LAST_VERSION + 1):
        blocks = rs_blocks(version, ERROR_CORRECT_L)
        room = sum(block.data_count for block in blocks) * 8
        bits = util.BitBuffer()
        bits.put(_ECI, 4)
        bits.put(_UTF_8, 8)
        bits.put(util.MODE_8BIT_BYTE, 4)
        bits.put(len(content), util.length_in_bits(util.MODE_8BIT_BYTE, version))
        for byte in content:
            bits.put(byte, 8)
        if len(bits) > room:
            continue
        bits.put(0, min(_TERMINATOR, room - len(bits)))
        bits.put(0, -len(bits) % 8)
        for number in range((room - len(bits)) // 8):
            bits.put(util.PAD1 if number % 2 else util.PAD0, 8)
        words: list[int] = util.create_bytes(bits, blocks)
        return version, words
    raise ValueError("longer than a QR code can be")
