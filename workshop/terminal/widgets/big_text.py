"""Letters three rows high, for the code that people at the back of the room type in."""

from __future__ import annotations

_FONT = {
    "A": "01110 10001 11111 10001 10001",
    "B": "11110 10001 11110 10001 11110",
    "C": "01111 10000 10000 10000 01111",
    "D": "11110 10001 10001 10001 11110",
    "E": "11111 10000 11110 10000 11111",
    "F": "11111 10000 11110 10000 10000",
    "G": "01111 10000 10011 10001 01111",
    "H": "10001 10001 11111 10001 10001",
    "J": "00111 00010 00010 10010 01100",
    "K": "10001 10010 11100 10010 10001",
    "L": "10000 10000 10000 10000 11111",
    "M": "10001 11011 10101 10001 10001",
    "N": "10001 11001 10101 10011 10001",
    "P": "11110 10001 11110 10000 10000",
    "Q": "01110 10001 10101 10010 01101",
    "R": "11110 10001 11110 10010 10001",
    "S": "01111 10000 01110 00001 11110",
    "T": "11111 00100 00100 00100 00100",
    "U": "10001 10001 10001 10001 01110",
    "V": "10001 10001 10001 01010 00100",
    "W": "10001 10001 10101 11011 10001",
    "X": "10001 01010 00100 01010 10001",
    "Y": "10001 01010 00100 00100 00100",
    "Z": "11111 00010 00100 01000 11111",
    "2": "11110 00001 01110 10000 11111",
    "3": "11110 00001 01110 00001 11110",
    "4": "10010 10010 11111 00010 00010",
    "5": "11111 10000 11110 00001 11110",
    "6": "01110 10000 11110 10001 01110",
    "7": "11111 00010 00100 00100 00100",
}
_GLYPHS = {("0", "0"): " ", ("1", "0"): "▀", ("0", "1"): "▄", ("1", "1"): "█"}
LETTER_WIDTH = 6


def big_lines(code: str, *, blocks: bool = True) -> tuple[str, ...]:
    """`code` in large letters, lines of equal width; the code itself if a letter is missing.

    Three lines of half blocks, or where the terminal has none five lines of `#`.
    """
    if any(letter not in _FONT for letter in code):
        return (" ".join(code),)
    rows = [[*_FONT[letter].split(), "00000"] for letter in code]
    if not blocks:
        signs = str.maketrans("01", " #")
        return tuple(" ".join(letter[y] for letter in rows).translate(signs) for y in range(5))
    return tuple(
        " ".join(
            "".join(_GLYPHS[pair] for pair in zip(letter[y], letter[y + 1], strict=True)) for letter in rows
        )
        for y in (0, 2, 4)
    )
