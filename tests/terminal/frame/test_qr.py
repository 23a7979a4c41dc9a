"""The QR code as an independent decoder reads it off the painted cells."""

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from waiting import until_on_screen

from sessions.model import WorkshopStatus
from workshop.live.wifi_qr import Wifi

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


@pytest.mark.wide(short=1)
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
        await driver.press("pagedown", "q")
        assert read(photograph(driver.app)) == [driver.session.live.access.url]
        assert "192.168.100.100:8140" in driver.text()


async def test_a_new_code_and_another_address_are_shown_at_once(drive):
    async with drive() as driver:
        before = driver.session.live.access.url
        await driver.press("pagedown", "q", "ctrl+k", "j")
        after = driver.session.live.access.url
        assert after != before
        assert read(photograph(driver.app)) == [after]
        await driver.press("ctrl+a", "2")
        assert driver.session.live.access.url.startswith("http://10.0.0.7:8140/#")
        assert read(photograph(driver.app)) == [driver.session.live.access.url]


async def test_the_end_keeps_the_code(drive):
    async with drive() as driver:
        await driver.press("pagedown", "ctrl+e", "j")
        await until_on_screen(driver.pilot, lambda: driver.state.workshop.status is WorkshopStatus.CLOSED)
        await until_on_screen(driver.pilot, lambda: driver.session.minutes)
        driver.app.clear_notifications()  # a long path lies over the code for some seconds
        await driver.pilot.pause()
        assert read(photograph(driver.app)) == [driver.session.live.access.url]


NETWORK = Wifi('Rum 4; "blå" \\ æøå', "hemme:ligt,1")


async def with_wifi(driver):
    driver.session.live.wifi = NETWORK
    driver.session.live.announce()
    await driver.settle()
    return driver.session.live.access.url


@pytest.mark.parametrize("size", [(120, 30), (200, 50)])
async def test_the_network_s_code_stands_before_the_join_code_where_both_fit(drive, size):
    async with drive(size=size) as driver:
        url = await with_wifi(driver)
        await driver.join("Anna", "Bo")
        found = zxingcpp.read_barcodes(photograph(driver.app), formats=zxingcpp.BarcodeFormat.QRCode)
        ordered = [code.text for code in sorted(found, key=lambda code: code.position.top_left.x)]
        assert ordered == [NETWORK.qr_text, url]
        assert "1  Wi-fi: Rum 4" in driver.text()
        assert "Wi-fi/kom med" not in driver.text()


async def test_a_key_changes_between_the_two_codes_where_only_one_fits(drive):
    async with drive(size=(80, 24)) as driver:
        url = await with_wifi(driver)
        assert read(photograph(driver.app)) == [url]
        assert "Wi-fi: Rum 4" in driver.text()
        await driver.press("v")
        assert read(photograph(driver.app)) == [NETWORK.qr_text]
        await driver.press("v")
        assert read(photograph(driver.app)) == [url]
        await driver.press("pagedown", "q", "v")
        assert read(photograph(driver.app)) == [NETWORK.qr_text]


async def test_in_the_lobby_too_another_address_is_chosen_and_the_code_is_made_anew(drive):
    async with drive(size=(80, 24)) as driver:
        await driver.press("q")
        assert "Anden adresse" in driver.text()
        await driver.press("ctrl+a")
        assert "eth0" in driver.text() or "wlan0" in driver.text()


async def test_no_key_for_a_network_that_nobody_named(drive):
    async with drive(size=(80, 24)) as driver:
        await driver.press("v")
        assert read(photograph(driver.app)) == [driver.session.live.access.url]
        assert "Wi-fi/kom med" not in driver.text()
