"""Make the audience screen's letters from bitmap fonts in BDF.

Usage, from the top of the checkout: python tests/tools/make_letters.py FOLDER
The folder holds 4x6.bdf and 5x8.bdf of X.Org's misc-fixed fonts and the ter-u*b.bdf of Terminus Font.
"""

from __future__ import annotations

import sys
from pathlib import Path

GLYPHS = Path(__file__).parents[2] / "workshop" / "terminal" / "audience" / "glyphs"
MADE = {
    "7": ("4x6", 0, 1),
    "8": ("5x8", 1, 0),
    "12": ("ter-u12b", 1, 0),
    "14": ("ter-u14b", 0, 0),
    "18": ("ter-u18b", 1, 0),
    "24": ("ter-u24b", 2, 0),
    "32": ("ter-u32b", 2, 0),
}
"""The font each size is made of, by how many points it is widened, and the blank points above it."""
OWN = {
    "7": {
        "i": "1 0,1,0,1,1,1,0",
        "l": "1 0,1,1,1,1,1,0",
        "j": "2 0,1,0,1,1,1,2",
        "m": "5 0,0,1e,15,15,15,0",
        "w": "5 0,0,15,15,15,a,0",
        "M": "5 0,11,1b,15,11,11,0",
        "W": "5 0,11,11,15,1b,11,0",
        "N": "5 0,11,19,15,13,11,0",
        "I": "1 0,1,1,1,1,1,0",
        "V": "3 0,5,5,5,5,2,0",
        "U": "3 0,5,5,5,5,7,0",
        "ø": "4 0,0,7,b,d,e,0",
        "Ø": "4 0,7,b,d,d,e,0",
        "æ": "5 0,0,1a,d,16,1b,0",
        "1": "2 0,1,3,1,1,1,0",
        "·": "1 0,0,0,0,1,0,0",
        "…": "5 0,0,0,0,0,15,0",
        "–": "4 0,0,0,f,0,0,0",
        "—": "5 0,0,0,1f,0,0,0",
        "•": "2 0,0,0,3,3,0,0",
        "‘": "1 0,1,1,0,0,0,0",
        "’": "1 0,1,1,0,0,0,0",
        "“": "3 0,5,5,0,0,0,0",
        "”": "3 0,5,5,0,0,0,0",
        "„": "3 0,0,0,0,0,5,5",
        "■": "4 0,0,f,f,f,f,0",
        "◆": "5 0,4,e,1f,e,4,0",
        "●": "4 0,0,6,f,f,6,0",
        "▲": "5 0,4,4,e,e,1f,0",
        "✓": "5 0,0,1,2,14,8,0",
        "→": "4 0,0,2,f,2,0,0",
        "←": "4 0,0,4,f,4,0,0",
        "≠": "3 0,1,7,2,7,4,0",
    },
    "8": {
        ".": "2 0,0,0,0,0,3,3,0",
        ",": "2 0,0,0,0,0,3,1,2",
        ":": "2 0,0,3,3,0,3,3,0",
        "N": "7 0,63,73,7b,6f,67,63,0",
    },
    "12": {"N": "7 0,0,63,63,73,7b,6f,67,63,63,0,0"},
}
"""Signs of our own: width and rows. Diamonds of three points would be blots, and a widened N an H;
the smallest font has no room for some letters in its three columns."""
WANTED = (*range(0x21, 0x7F), *range(0xA1, 0x180), *map(ord, "–—‘’“”„…•€→←≠✓■◆●▲▼"))


def glyphs_of(file):
    """Code point, position and rows of bits of each glyph, and the font's box."""
    box, found, code, place, rows = (0, 0, 0, 0), {}, -1, (0, 0, 0, 0), None
    for line in file.read_text(encoding="latin-1").splitlines():
        word, *rest = line.split() or [""]
        if word == "FONTBOUNDINGBOX":
            box = tuple(map(int, rest))
        elif word == "ENCODING":
            code = int(rest[0])
        elif word == "BBX":
            place = tuple(map(int, rest))
        elif word == "BITMAP":
            rows = []
        elif word == "ENDCHAR":
            found[code], rows = (place, rows), None
        elif rows is not None:
            rows.append(format(int(word, 16), f"0{len(word) * 4}b"))
    return box, found


def drawn(box, glyph, widened):
    """The glyph's rows from the top of the font's box, without blank columns at its sides."""
    _, height, _, bottom = box
    (width, own, _, below), bits = glyph
    rows = [["0"] * (width + widened) for _ in range(height)]
    first = height + bottom - (below + own)
    for number, line in enumerate(bits):
        if 0 <= first + number < height:
            for at in range(width):
                if line[at] == "1":
                    rows[first + number][at] = "1"
                    for more in range(1, widened + 1):
                        # A stroke is not widened where it would close a gap that the letter lives by.
                        if f"{line}0000"[at + more + 1] == "0" or line[at + more] == "1":
                            rows[first + number][at + more] = "1"
    inked = [at for at in range(width + widened) if any(row[at] == "1" for row in rows)]
    if not inked:
        return None
    return ["".join(row[inked[0] : inked[-1] + 1]) for row in rows]


def main():
    """Write the file of every size."""
    GLYPHS.mkdir(exist_ok=True)
    for size, (font, widened, above) in MADE.items():
        box, found = glyphs_of(Path(sys.argv[1]) / f"{font}.bdf")
        lines = [f"{size} {box[1] + above} {box[1] + box[3] + above}"]
        for code in WANTED:
            # A slashed zero is for program text; no code to type holds a letter O.
            drawn_as = ord("O") if code == ord("0") else code
            rows = drawn(box, found[drawn_as], widened) if drawn_as in found else None
            rows = ["0" * len(rows[0])] * above + rows if rows else None
            if chr(code) in OWN.get(size, {}):  # also where the font has none
                lines.append(f"{code:04x} {OWN[size][chr(code)]}")
            elif rows is not None:
                width = len(rows[0])
                lines.append(f"{code:04x} {width} " + ",".join(f"{int(row, 2):x}" for row in rows))
        (GLYPHS / f"{size}.txt").write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
