"""The QR code as an independent decoder reads it off the painted cells."""

import pytest
import zxingcpp
from PIL import Image, ImageDraw

CELL = (8, 16)


def photograph(app):
    """The screen's cells as a picture: grounds, and half blocks in their colours."""
    width, height = app.size
    picture = Image.new("RGB", (width * CELL[0], height * CELL[1]))
    pen = ImageDraw.Draw(picture)
    for y, strip in enumerate(app.screen._compositor.render_strips()[:height]):
        x = 0
        for segment in strip:
            ink, ground = colours(segment.style)
            for character in segment.text:
                draw_cell(pen, x, y, character, ink, ground)
                x += 1
    return picture


def colours(style):
    ink = style.color.get_truecolor() if style is not None and style.color else (0, 0, 0)
    ground = style.bgcolor.get_truecolor() if style is not None and style.bgcolor else (128, 128, 128)
    return tuple(ink), tuple(ground)


def draw_cell(pen, x, y, character, ink, ground):
    left, top = x * CELL[0], y * CELL[1]
    right, middle, bottom = left + CELL[0] - 1, top + CELL[1] // 2, top + CELL[1] - 1
    upper = ink if character in "▀█" else ground
    lower = ink if character in "▄█" else ground
    pen.rectangle((left, top, right, middle - 1), fill=upper)
    pen.rectangle((left, middle, right, bottom), fill=lower)


def read(picture):
    return [found.text for found in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]


@pytest.mark.parametrize("theme", ["projector", "dark", "high-contrast"])
@pytest.mark.parametrize("size", [(80, 24), (120, 30), (200, 50)])
async def test_the_lobby_s_code_is_the_join_address(drive, size, theme):
    async with drive(size=size) as driver:
        driver.app.theme = theme
        await driver.join(*[f"Deltager med et langt navn {number}" for number in range(12)])
        assert read(photograph(driver.app)) == [driver.session.live.access.url]


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 30)])
async def test_q_shows_the_code_from_any_activity(drive, size):
    async with drive(size=size) as driver:
        await driver.press("n", "q")
        assert read(photograph(driver.app)) == [driver.session.live.access.url]
        assert "192.168.100.100:8140" in driver.text()


async def test_a_new_code_and_another_address_are_shown_at_once(drive):
    async with drive() as driver:
        before = driver.session.live.access.url
        await driver.press("n", "q", "k", "j")
        after = driver.session.live.access.url
        assert after != before
        assert read(photograph(driver.app)) == [after]
        await driver.press("a", "2")
        assert driver.session.live.access.url.startswith("http://10.0.0.7:8140/#")
        assert read(photograph(driver.app)) == [driver.session.live.access.url]


async def test_the_end_keeps_the_code(drive):
    async with drive() as driver:
        await driver.press("n", "S", "j")
        assert read(photograph(driver.app)) == [driver.session.live.access.url]
