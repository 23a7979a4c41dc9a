"""A QR code as the bytes of a PNG picture: one bit for each point, nothing but black and white."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence

POINTS_PER_MODULE = 12
"""Enough that a printer draws sharp edges at 12 cm."""


def qr_png(modules: Sequence[Sequence[bool]]) -> bytes:
    """The modules row by row, True is dark, as a PNG."""
    side = len(modules) * POINTS_PER_MODULE
    rows = b"".join(_row(row) * POINTS_PER_MODULE for row in modules)
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _row(modules: Sequence[bool]) -> bytes:
    """One line of points, after the byte that says that it is not filtered."""
    bits = "".join(("0" if dark else "1") * POINTS_PER_MODULE for dark in modules)
    bits += "1" * (-len(bits) % 8)
    return b"\0" + bytes(_bytes_of(bits))


def _bytes_of(bits: str) -> Iterator[int]:
    for place in range(0, len(bits), 8):
        yield int(bits[place : place + 8], 2)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
