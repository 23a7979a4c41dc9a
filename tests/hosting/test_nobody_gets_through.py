"""A lobby that no phone reaches: a guest network, most likely, and the way round it."""

from __future__ import annotations

import sys
from pathlib import Path

import aiohttp
import pytest

from prompts.language.words import load_words
from sessions.commands import CloseWorkshop
from sessions.rules.meeting.creation import NewWorkshop
from workshop.channel.network_options import NetworkOptions
from workshop.facilitating.acts.anytime.access import ACTS
from workshop.facilitating.telling.command_warnings import warning_sentence
from workshop.hosting import phone_server
from workshop.hosting.open_sessions import create_session, opened
from workshop.hosting.phone_server import ServedWorkshop
from workshop.machine.addresses import Address

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only there is all of 127/8 ours"
)
FOUND = (Address("127.0.0.2", "wlan0"),)


@pytest.fixture
async def served(tmp_path: Path, monkeypatch):
    """A workshop on an address that is not the loopback one by which the laptop tests itself."""
    monkeypatch.setattr(phone_server, "best_address", lambda found: found[0].ip)
    with opened(create_session(tmp_path, NewWorkshop("Prøve"))) as session:
        on_air = ServedWorkshop(session, NetworkOptions(port=0), look=lambda: FOUND)
        await on_air.start()
        yield on_air
        await on_air.stop()


@pytest.mark.wide
async def test_it_is_said_after_some_minutes_with_the_keys_that_lead_on(served, monkeypatch) -> None:
    assert served.alarm is None
    monkeypatch.setattr(phone_server, "SECONDS_WITHOUT_A_PHONE", 0)
    said = warning_sentence(load_words(), served.alarm)
    (act,) = (act for act in ACTS if act.name == "code.hotspot")
    assert f"q og så {act.keys[0]} " in said
    assert act.typed == act.keys[0], "the same in plain mode"


async def test_one_phone_that_gets_the_page_ends_it(served, monkeypatch) -> None:
    monkeypatch.setattr(phone_server, "SECONDS_WITHOUT_A_PHONE", 0)
    assert served.alarm is not None
    async with aiohttp.ClientSession() as client, client.get(served.session.live.origin) as page:
        assert page.status == 200
    assert served.alarm is None


async def test_another_address_is_another_try(served, monkeypatch) -> None:
    monkeypatch.setattr(phone_server, "SECONDS_WITHOUT_A_PHONE", 0.2)
    served._listening_since -= 10
    assert served.alarm is not None
    await served.choose_address("127.0.0.3")
    assert served.alarm is None


async def test_only_the_lobby_waits_for_phones(served, monkeypatch) -> None:
    monkeypatch.setattr(phone_server, "SECONDS_WITHOUT_A_PHONE", 0)
    await served.session.live.send(CloseWorkshop())
    assert served.alarm is None
