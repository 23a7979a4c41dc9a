"""Make the pictures of the documentation from the program itself, so that they show what it is.

Usage, from the top of the checkout: python tests/tools/make_pictures.py [FOLDER] [NAME ...]
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]

from pictures.scenes import all_pictures, danish_time, ground_of, scene_of  # noqa: E402
from pictures.svg import svg_of  # noqa: E402

PICTURES = HERE.parents[1] / "docs" / "pictures"


async def picture(name, size=(100, 30), theme=None):
    """One picture as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        async with scene_of(name, Path(folder), size, theme) as stage:
            return svg_of(stage.strips(), f"Tre skridt: {name}", *ground_of(stage))


def main():
    """Write every picture, or those that are named."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    with danish_time():
        for name in sys.argv[2:] or all_pictures():
            file = folder / f"{name}.svg"
            file.write_text(asyncio.run(picture(name)), encoding="utf-8")
            print(file)


if __name__ == "__main__":
    main()
