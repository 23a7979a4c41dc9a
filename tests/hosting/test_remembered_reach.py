"""After a restart by hand phones find a workshop where they found it before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hosted import order_for

from sessions.rules.meeting.creation import NewWorkshop
from workshop.attaching.attached_workshop import attach
from workshop.channel.network_options import NetworkOptions
from workshop.hosting.open_sessions import create_session
from workshop.live.wifi_qr import Wifi

HERE, ELSEWHERE = "127.0.0.1", "192.0.2.77"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return create_session(tmp_path / "sessions", NewWorkshop("Lederdag"))


async def opened_with(path: Path, reach: NetworkOptions, choose: str = "") -> tuple[str, int]:
    """Where phones find it when it is opened with these options."""
    face = await attach(msgspec.structs.replace(order_for(path), reach=reach))
    try:
        if choose:
            await face.choose_address(choose)
        return face.live.origin, face.port
    finally:
        await face.close()


@pytest.mark.wide
async def test_bind_holds_until_another_is_said(path: Path) -> None:
    first = await opened_with(path, NetworkOptions(bind=HERE, port=0))
    assert first[0].startswith("http://127.0.0.1:")
    assert await opened_with(path, NetworkOptions()) == first
    assert await opened_with(path, NetworkOptions()) == first, "and after that too"


@pytest.mark.wide
async def test_the_address_that_was_chosen_at_the_code_holds(path: Path) -> None:
    before = await opened_with(path, NetworkOptions(port=0), choose=HERE)
    assert before[0].startswith("http://127.0.0.1:")
    assert await opened_with(path, NetworkOptions()) == before


@pytest.mark.wide
async def test_the_address_outside_holds_and_can_be_said_anew(path: Path) -> None:
    outside = NetworkOptions(bind=HERE, port=0, public_url="https://workshop.example")
    assert (await opened_with(path, outside))[0] == "https://workshop.example"
    assert (await opened_with(path, NetworkOptions()))[0] == "https://workshop.example"
    assert (await opened_with(path, NetworkOptions(bind=HERE)))[0].startswith("http://127.0.0.1:")
    assert (await opened_with(path, NetworkOptions()))[0].startswith("http://127.0.0.1:")


@pytest.mark.wide
async def test_an_address_that_this_computer_no_longer_has_is_let_go(path: Path) -> None:
    await opened_with(path, NetworkOptions(bind=HERE, port=0))
    kept = next(path.parent.glob("*.reach"))
    kept.write_text(kept.read_text("utf-8").replace(HERE, ELSEWHERE), "utf-8")
    origin, _ = await opened_with(path, NetworkOptions())
    assert ELSEWHERE not in origin
    kept.write_text("{nothing", "utf-8") if kept.exists() else None
    await opened_with(path, NetworkOptions())


async def test_no_password_lies_about(path: Path) -> None:
    reach = replace(NetworkOptions(bind=HERE, port=0), wifi=Wifi("Gæst", "Hemmeligt2026"))
    await opened_with(path, reach)
    held = b"".join(file.read_bytes() for file in path.parent.rglob("*") if file.is_file())
    assert b"Hemmeligt2026" not in held
