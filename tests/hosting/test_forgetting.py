"""While a workshop is served, after a crash and when it is left: what was withdrawn is not kept."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest
from waiting import until

from prompts.language.words import LANGUAGES, load_words
from sessions.commands import EditCard, JoinWorkshop, OpenActivity, WithdrawCard, WriteCard
from sessions.rules.meeting.creation import NewWorkshop
from workshop.hosting import heartbeat
from workshop.hosting.heartbeat import SECONDS_BETWEEN_SNAPSHOTS, Heartbeat
from workshop.hosting.open_sessions import OpenSession, create_session, opened

GONE = (b"Trukket tilbage", b"Skrevet over")


def left_in(folder: Path) -> set[bytes]:
    content = b""
    for file in folder.rglob("*"):
        with contextlib.suppress(OSError):  # it may have gone since
            content += file.read_bytes()
    return {text for text in GONE if text in content}


def write_and_replace(session: OpenSession, between: object = None) -> None:
    """One card is withdrawn and one is written over; `between`, when both have been written, it is called."""
    ask, ada = session.room.submit, "ada"
    ada = ask(JoinWorkshop("Ada", "hash", "ada"), ada).result().id
    sheet = session.room.subscribe(session.live).run_sheet()
    session.room.unsubscribe(session.live)
    ask(OpenActivity(next(row.id for row in sheet if row.activity == "skriv-tiltag"))).result()
    first, second = (ask(WriteCard(text.decode()), ada).result().id for text in GONE)
    if callable(between):
        between()
    ask(WithdrawCard(first), ada).result()
    ask(EditCard(second, "Det endelige"), ada).result()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return create_session(tmp_path / "sessions", NewWorkshop("Prøve", run_sheet="180"))


async def test_it_is_forgotten_while_the_workshop_goes_on_snapshots_included(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "SECONDS_BETWEEN_SIGNS_OF_LIFE", 0.02)
    monkeypatch.setattr(heartbeat, "SECONDS_BETWEEN_SNAPSHOTS", 0.3)
    copies = path.parent / "snapshots" / path.stem
    with opened(path) as session:
        keeper = Heartbeat(session)
        keeper.start()

        def wait_for_a_copy_with_them() -> None:
            end = time.monotonic() + 10
            while left_in(copies) != set(GONE):
                assert time.monotonic() < end
                time.sleep(0.02)

        write_and_replace(session, wait_for_a_copy_with_them)
        await until(lambda: left_in(path.parent) == set())
        keeper.stop()


async def test_after_a_crash_it_is_forgotten_when_the_workshop_is_served_again(path: Path) -> None:
    with opened(path) as session:
        write_and_replace(session)
        crashed = {file: file.read_bytes() for file in path.parent.glob(f"{path.name}*")}
    for file, content in crashed.items():
        file.write_bytes(content)
    assert left_in(path.parent) == set(GONE), "there must be something to forget"
    with opened(path) as session:
        keeper = Heartbeat(session)
        keeper.start()
        await until(lambda: left_in(path.parent) == set())
        keeper.stop()


def test_it_is_forgotten_when_the_workshop_is_left(path: Path) -> None:
    from sessions.storage.copies.snapshots import take_snapshot

    with opened(path) as session:
        write_and_replace(session, lambda: take_snapshot(path, session.clock.now()))
        assert left_in(path.parent) == set(GONE)
    assert left_in(path.parent) == set()
    assert len(list((path.parent / "snapshots" / path.stem).glob("*.db"))) == 1, "a newer copy is there"


def test_phones_say_when_it_happens() -> None:
    five = {"da": "senest om fem minutter", "en": "in five minutes at most", "nb": "senest om fem minutter"}
    for language in LANGUAGES:
        assert five[language] in load_words(language)("phone.edit.withdraw_means")
    assert SECONDS_BETWEEN_SNAPSHOTS == 5 * 60
