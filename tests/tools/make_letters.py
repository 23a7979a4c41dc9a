"""Make the audience screen's letters from bitmap fonts in BDF.

Usage, from the top of the checkout: python tests/tools/make_letters.py FOLDER
The folder holds 5x8.bdf of X.Org's misc-fixed fonts and the ter-u*b.bdf of Terminus Font.
"""

from __future__ import annotations

import sys
from pathlib import Path

GLYPHS = Path(__file__).parents[2] / "workshop" / "terminal" / "audience" / "glyphs"
MADE = {
    "8": ("5x8", 1),
    "12": ("ter-u12b", 1),
    "14": ("ter-u14b", 0),
    "18": ("ter-u18b", 1),
    "24": ("ter-u24b", 2),
    "32": ("ter-u32b", 2),
}
"""The font each size is made of, and by how many points its strokes are widened."""
OWN = {
    "8": {
        ".": "2 0,0,0,0,0,3,3,0",
        ",": "2 0,0,0,0,0,3,1,2",
        ":": "2 0,0,3,3,0,3,3,0",
        "N": "7 0,63,73,7b,6f,67,63,0",
    },
    "12": {"N": "7 0,0,63,63,73,7b,6f,67,63,63,0,0"},
}
"""Signs of our own: width and rows. Diamonds of three points would be blots, and a widened N an H."""
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
    for size, (font, widened) in MADE.items():
        box, found = glyphs_of(Path(sys.argv[1]) / f"{font}.bdf")
        lines = [f"{size} {box[1]} {box[1] + box[3]}"]
        for code in WANTED:
            # A slashed zero is for program text; no code to type holds a letter O.
            drawn_as = ord("O") if code == ord("0") else code
            rows = drawn(box, found[drawn_as], widened) if drawn_as in found else None
            if chr(code) in OWN.get(size, {}):
                lines.append(f"{code:04x} {OWN[size][chr(code)]}")
            elif rows is not None:
                width = len(rows[0])
                lines.append(f"{code:04x} {width} " + ",".join(f"{int(row, 2):x}" for row in rows))
        (GLYPHS / f"{size}.txt").write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
