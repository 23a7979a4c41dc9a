"""Codes for the room's wireless network, as two independent readers take them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from qrcode.exceptions import DataOverflowError

from workshop.live.qr_matrix import qr_modules
from workshop.live.wifi_qr import Wifi
from workshop.plain.leading.join_lines import qr_rows
from workshop.terminal.widgets.qr_code import qr_matrix

NETWORKS = [
    Wifi("Gæst", "Sommer2026"),
    Wifi("Børnehuset", "Sommer2026"),
    Wifi("Rådhus", "blåbærgrød"),
    Wifi("Ålborg Øst æøå"),
    Wifi('Møde 4; \\ "x"', "hemme:ligt,ø"),
    Wifi("Café Ü", "ßßßßßßßß"),
    Wifi("日本 🏖", "\u043f\u0430\u0440\u043e\u043b\u044c12"),
    Wifi("Gæst" * 8, "æ" * 31),
    Wifi("Gaest", "12345678"),
    Wifi("cafe", "deadbeef"),
    Wifi("Rum 4", "hemmeligt"),
]
MODULE = 6


def picture(text: str) -> Image.Image:
    rows = qr_modules(text, 4)
    drawn = Image.new("L", (len(rows), len(rows)))
    drawn.putdata([0 if dark else 255 for row in rows for dark in row])
    return drawn.resize((len(rows) * MODULE,) * 2, Image.Resampling.NEAREST)


def by_zxing(drawn: Image.Image, _: Path | None = None) -> str:
    (found,) = zxingcpp.read_barcodes(drawn, formats=zxingcpp.BarcodeFormat.QRCode)
    return found.text


def by_zbar(drawn: Image.Image, folder: Path) -> str:
    file = folder / "code.png"
    drawn.save(file)
    program = shutil.which("zbarimg")
    assert program, "zbar is missing: apt-get install zbar-tools"
    done = subprocess.run([program, "-q", "--raw", file], capture_output=True, check=True, timeout=30)
    return done.stdout.decode().removesuffix("\n")


READERS = [by_zxing, by_zbar] if shutil.which("zbarimg") or os.environ.get("CI") else [by_zxing]
"""zbar comes from the system's packages; where every change is tried it must be there."""


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.name[:12])
def test_every_reader_takes_a_network_alike(network: Wifi, reader, tmp_path: Path) -> None:
    assert reader(picture(network.qr_text), tmp_path) == network.qr_text


@pytest.mark.parametrize("length", [1, 8, 9, 52, 53, 200, 700, 1400])
def test_texts_of_every_length_are_read_back(length: int) -> None:
    text = "ø" * length
    assert by_zxing(picture(text)) == text


def test_a_text_beyond_every_code_is_refused() -> None:
    for letter in "xø":
        with pytest.raises((ValueError, DataOverflowError)):
            qr_modules(letter * 5_000, 4)


def test_plain_mode_and_the_screen_draw_the_same_code() -> None:
    text = NETWORKS[0].qr_text
    assert qr_matrix(text) == qr_modules(text, 4)
    upper = qr_matrix(text)[8]
    drawn = qr_rows(text, light_on_dark=False)[4]
    assert [cell in "▀█" for cell in drawn] == list(upper)
