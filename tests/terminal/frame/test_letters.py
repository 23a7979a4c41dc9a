"""A terminal without UTF-8: signs it has instead of ours, each as wide, and bytes that are not ours read."""

import os
import threading
import time
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.driver import Driver
from textual.events import Key

from prompts.language.words import load_words
from prompts.methods.loading import load_method
from workshop.terminal.actions.help import help_lines
from workshop.terminal.driver.ascii_fallback import UNKNOWN, in_letters_of
from workshop.terminal.driver.encoding_driver import ForgivingReader, OwnLetters

ROOT = Path(__file__).parents[3]
STORED = ROOT / "tests" / "terminal" / "snapshots" / "stored"
APPROACH_SIGNS = [category.sign for category in load_method("tre-skridt", "da").categories]
HOSTILE = (
    "👩‍👩‍👧‍👦x",
    "🏳️‍🌈 👍🏽",
    "漢字かな",
    "å" + "\u0301" * 200,
    "1\ufe0f\u20e3a",
    "שלום مرحبا",
    "½ ﬁ ²",
    "a\u200db",
)


@pytest.mark.parametrize("encoding", ["ascii", "iso8859-1", "cp1252"])
def test_every_screen_keeps_its_columns_and_has_only_what_the_terminal_has(encoding):
    for file in (STORED / "few" / "80x24").glob("*.txt"):
        painted = file.read_text(encoding="utf-8")
        shown = in_letters_of(encoding, painted)
        shown.encode(encoding)
        widths = [list(map(cell_len, text.split("\n"))) for text in (painted, shown)]
        assert widths[0] == widths[1], file.name


def test_everything_that_we_paint_has_a_sign_of_its_own_kind():
    ours = set()
    for folder, kind in (("few", "*.txt"), ("many", "*.txt")):
        for file in (STORED / folder / "80x24").glob(kind):
            ours |= {sign for sign in file.read_text(encoding="utf-8") if not sign.isascii()}
    assert len(ours) > 40
    assert [sign for sign in ours if in_letters_of("ascii", sign) == UNKNOWN] == []


def test_the_approaches_are_told_apart_and_danish_is_still_read():
    assert len({in_letters_of("ascii", sign) for sign in APPROACH_SIGNS}) == 4
    assert in_letters_of("ascii", "Vælg næste Øl på Åen …") == "Velg neste Ol pa Aen ."
    assert in_letters_of("iso8859-1", "Vælg ■ på Åen") == "Vælg # på Åen"


@pytest.mark.parametrize("text", HOSTILE)
def test_what_nobody_has_a_sign_for_keeps_its_place(text):
    shown = in_letters_of("ascii", text)
    assert shown.isascii()
    assert shown.isprintable()
    assert cell_len(shown) == cell_len(text)


def test_escape_sequences_pass_as_they_are():
    painted = "\x1b[1;38;2;0;0;135mæ\x1b[0m\x1b]8;;http://å\x1b\\■\x1b[2;3H\u0301"
    assert in_letters_of("ascii", painted) == "\x1b[1;38;2;0;0;135me\x1b[0m\x1b]8;;http://å\x1b\\#\x1b[2;3H"


class Wire(Driver):
    """A driver that keeps what is painted, and reads from a pipe."""

    def __init__(self, letters):
        self._app = type("App", (), {"letters": letters})()
        self._debug, self.exit_event = False, threading.Event()
        self.painted, self.typed = [], []
        self.fileno, self.keyboard = os.pipe()

    def write(self, data):
        self.painted.append(data)

    def process_message(self, message):
        self.typed.append(message.character if isinstance(message, Key) else message)

    def start_application_mode(self): ...

    def disable_input(self): ...

    def stop_application_mode(self): ...


def test_only_a_terminal_without_utf_8_is_painted_otherwise():
    for letters, seen in (("utf-8", "■ æ"), ("ascii", "# e"), ("iso8859-1", "# æ")):
        wire = type("Painting", (OwnLetters, Wire), {})(letters)
        wire.write("■ æ")
        assert wire.painted == [seen]


@pytest.mark.parametrize("letters", ["utf-8", "ascii", "iso8859-1"])
@pytest.mark.parametrize("sent", ["æb".encode(), b"\xe6b", b"\x9b\xff\xfe\xe6b"])
def test_a_byte_that_is_no_utf_8_does_not_end_the_reading(letters, sent):
    wire = type("Reading", (ForgivingReader, Wire), {})(letters)
    reader = threading.Thread(target=wire.run_input_thread)
    reader.start()
    os.write(wire.keyboard, sent)
    wait_for(lambda: wire.typed[-2:] == ["æ", "b"])
    os.close(wire.keyboard)
    reader.join(2)
    assert not reader.is_alive(), "it ends with its terminal"


def test_a_single_letter_of_another_alphabet_is_there_before_the_next_key():
    wire = type("Reading", (ForgivingReader, Wire), {})("iso8859-1")
    reader = threading.Thread(target=wire.run_input_thread)
    reader.start()
    os.write(wire.keyboard, b"\xe6")
    wait_for(lambda: wire.typed == ["æ"])
    wire.exit_event.set()
    reader.join(2)
    assert not reader.is_alive()


def wait_for(condition):
    end = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


async def test_keys_without_a_sign_are_spelt_out(drive):
    async with drive(size=(100, 30)) as driver:
        driver.app.has_blocks = False
        await driver.press("d", "down")
        assert "Enter Gå til" in driver.text()
        offers = driver.app.screen.offers
        for has_signs, keys in ((True, "⏎"), (False, "Enter")):
            told = "\n".join(line.plain for line in help_lines(load_words(), offers, 70, signs=has_signs))
            assert keys in told
