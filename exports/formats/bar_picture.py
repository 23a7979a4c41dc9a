"""A bar of a chart as a small picture (PNG), for files whose own charts would be one per row.

Written with the standard library: one byte per pixel, an index into the few colours that a bar has.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from exports.blocks import Bar

COLOURS = ("7FBFE8", "F0B64A", "6CC9A4", "E2A3C8", "D9D365", "B5B0E6", "EE9D84", "BFC6CD")
NO_COLOUR, GROUND, MARK = "5B8C97", "EEF1F4", "1B1F24"
WIDTH, HEIGHT = 400, 36
_MARK_WIDTH = 2


def bar_picture(bar: Bar, line: float | None = None) -> bytes:
    """`bar` over the whole width of the picture, with a mark at `line` (a share of the whole, 0..1)."""
    row = bytearray(WIDTH)
    palette, done = [GROUND, MARK], 0
    for segment in bar.segments:
        colour = COLOURS[segment.colour % len(COLOURS)] if segment.colour >= 0 else NO_COLOUR
        start, done = done, done + segment.value
        if bar.whole and segment.value:
            begin, end = (round(WIDTH * edge / bar.whole) for edge in (start, done))
            palette.append(colour)
            row[begin:end] = bytes([len(palette) - 1]) * (end - begin)
    marked = bytearray(row)
    if line is not None:
        at = round(WIDTH * line)
        marked[at : at + _MARK_WIDTH] = b"\x01" * _MARK_WIDTH
    edge = HEIGHT // 4
    return _png((bytes(marked if at_edge else row) for at_edge in _edges(edge)), palette)


def _edges(edge: int) -> Iterable[bool]:
    return (place < edge or place >= HEIGHT - edge for place in range(HEIGHT))


def _png(rows: Iterable[bytes], palette: list[str]) -> bytes:
    pixels = b"".join(b"\x00" + row for row in rows)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", bytes.fromhex("".join(palette))),
        (b"IDAT", zlib.compress(pixels, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, *zip(*chunks, strict=True)))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
