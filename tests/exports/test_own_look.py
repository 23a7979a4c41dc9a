"""A method's own name, colour and logo: on the group's screen, on phones and in the minutes."""

from __future__ import annotations

import base64
import shutil
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from rooms import FakeClock, Rooms

import prompts
from exports.formats.format_registry import FORMATS
from exports.minutes import build_minutes
from prompts.language.words import load_words
from prompts.methods.checks.checking import check_method_folder
from prompts.methods.files.copies import copy_of, folder_in
from prompts.methods.loading import load_method, load_method_in
from prompts.methods.look import Look
from workshop.live.live_workshop import JoinAccess
from workshop.terminal.audience.audience_colours import looks_of
from workshop.terminal.audience.view_of_state import Around, audience_view
from workshop.web.page.assets import Assets

GALLERY = Path(prompts.__file__).parent / "methods" / "start-stop-fortsaet"
COLOUR = "#7a1f5c"


def png(width: int, height: int) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        body = name + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x7a\x1f\x5c" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


LOGO = png(60, 20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "egen"
    shutil.copytree(GALLERY, own)
    file = own / "method.toml"
    text = file.read_text(encoding="utf-8").replace('key = "start-stop-fortsaet"', 'key = "egen"', 1)
    head, rest = text.split("\n\n", 1)
    look = f'[look]\nname = "Øst & Vest"\ncolour = "{COLOUR}"'
    place = rest.index("[[")
    file.write_text(f"{head}\n\n{rest[:place]}{look}\n\n{rest[place:]}", encoding="utf-8")
    (own / "logo.png").write_bytes(LOGO)
    return own


@pytest.fixture
def made(folder: Path, tmp_path: Path):
    assert check_method_folder(folder) == ()
    method = load_method(str(folder))
    rooms = Rooms(tmp_path, method, FakeClock())
    yield rooms.new(run_sheet=method.run_sheets[0].key)
    rooms.stop_all()


def test_the_minutes_have_logo_and_colour_in_every_format_that_can(made) -> None:
    minutes = build_minutes(made.state(), made.method, made.clock.now(), "1")
    page = FORMATS["html"].renderer()(minutes).decode("utf-8")
    assert f"--accent: {COLOUR}" in page
    assert 'alt="Øst &amp; Vest"' in page
    assert f"data:image/png;base64,{base64.b64encode(LOGO).decode()}" in page
    with zipfile.ZipFile(BytesIO(FORMATS["docx"].renderer()(minutes))) as file:
        pictures = [file.read(name) for name in file.namelist() if name.startswith("word/media/")]
        styles = file.read("word/styles.xml").decode("utf-8")
        body = file.read("word/document.xml").decode("utf-8")
    assert LOGO in pictures
    assert COLOUR[1:].upper() in styles
    assert 'descr="Øst &amp; Vest"' in body
    assert FORMATS["pdf"].renderer()(minutes).startswith(b"%PDF")


def test_phones_have_its_name_its_colour_and_its_logo(made) -> None:
    assets = Assets(load_words(), look=made.method.look)
    assert f"--accent:{COLOUR}" in assets.style.plain.decode("utf-8").replace(" ", "")
    assert base64.b64encode(LOGO) in assets.style.plain
    assert '"brand":"Øst \\u0026 Vest"' in assets.page(made.state().workshop).plain.decode("utf-8")


def test_the_group_sees_its_name_in_the_lobby_and_its_colour(made) -> None:
    around = Around(JoinAccess("http://x", "secret", "ABC234"), made.clock.now())
    assert audience_view(made.state(), made.method, load_words(), around).above.startswith("Øst & Vest")
    assert looks_of("projector", made.method.look)["accent"][0] == COLOUR
    assert looks_of("dark", made.method.look) == looks_of("dark")  # it could not be read there


def test_a_colour_that_cannot_be_read_is_not_used() -> None:
    yellow = Look(colour="#ffe000")
    assert looks_of("projector", yellow) == looks_of("projector")
    assert looks_of("dark", yellow)["accent"][0] == "#ffe000"
    style = Assets(load_words(), look=yellow).style.plain.decode("utf-8")
    assert style.count("#ffe000") == 1


def test_the_copy_in_a_session_file_keeps_it(folder: Path) -> None:
    kept = load_method_in(folder_in(copy_of(folder)))
    assert kept.look == Look("Øst & Vest", COLOUR, LOGO)


@pytest.mark.parametrize("logo", [b"<svg/>", LOGO[:20], LOGO + b"\0" * 65_536, png(2_001, 1)])
def test_a_logo_that_is_no_small_picture_is_told(folder: Path, logo: bytes) -> None:
    (folder / "logo.png").write_bytes(logo)
    (problem, *_) = check_method_folder(folder)
    assert "logo.png" in problem.sentence()
    assert "PNG" in problem.sentence()


def test_a_colour_that_is_none_is_told_with_its_line(folder: Path) -> None:
    file = folder / "method.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(COLOUR, "lilla"), encoding="utf-8")
    (problem, *_) = check_method_folder(folder)
    assert "look.colour" in problem.sentence()
    assert "#005a9c" in problem.sentence()
    assert problem.line
