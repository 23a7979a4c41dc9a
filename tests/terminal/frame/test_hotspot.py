"""The laptop's own network, step by step."""

import sys

import pytest


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("size", [(80, 24), (120, 30)])
@pytest.mark.parametrize(
    ("platform", "first", "step"),
    [
        ("win32", "Windows", "Mobilt hotspot"),
        ("darwin", "macOS", "Internetdeling"),
        ("linux", "Linux", "nmcli"),
    ],
)
async def test_this_system_s_steps_come_first_and_the_address_follows(
    drive, monkeypatch, size, platform, first, step
):
    async with drive(size=size) as driver:
        monkeypatch.setattr(sys, "platform", platform)
        await driver.press("q", "h")
        text = driver.text()
        assert f"Computerens eget net: {first}" in text
        assert step in text
        await driver.press("1")
        assert "Hvilken adresse kan telefonerne nå?" in driver.text()
        await driver.press("2")
        assert driver.session.live.origin == "http://10.0.0.7:8140"


async def test_the_steps_of_the_other_systems_are_there_too(drive, monkeypatch):
    async with drive() as driver:
        monkeypatch.setattr(sys, "platform", "linux")
        await driver.press("q", "h", "2")
        assert "Computerens eget net: Windows" in driver.text()
        await driver.press("2")
        assert "Computerens eget net: macOS" in driver.text()
        await driver.press("escape")
        assert "Hotspot" in driver.text(), "back at the code"
