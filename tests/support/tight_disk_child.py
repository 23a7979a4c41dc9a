"""A workshop on a disk of twelve megabytes that fills up and gets room again, or that only reads.

Run as `tight_disk_child.py FOLDER full|read-only` in a mount namespace of its own; prints what happened
as JSON. What goes wrong raises.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

from rooms import Silent, post

from sessions.commands import JoinWorkshop, OpenActivity, WriteCard
from sessions.errors import NotStoredError
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.copies.snapshots import snapshots, take_snapshot
from sessions.storage.session_file import StorageError
from sessions.storage.store import read_state
from workshop.cli.exit_codes import exit_code_of
from workshop.hosting.open_sessions import create_session, opened
from workshop.hosting.session_listing import list_sessions

TEXT = "x" * 1_900
PHONE = "phone-1"


class Watch(Silent):
    """Hears whether the disk is in trouble."""

    def __init__(self):
        self.said = []

    def on_trouble(self, trouble):
        self.said.append(trouble)

    def on_settled(self):
        pass


def fill(folder):
    """Take all the room that is left."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 65_536):
                pass
        except OSError:
            pass
        try:
            while file.write(b"x" * 512):
                pass
        except OSError:
            return ballast


def write(room, number):
    """Post text `number` under its own key; whether it was stored."""
    try:
        room.submit(WriteCard(f"{number} {TEXT}"), PHONE, post(f"key {number}")).result(timeout=20)
    except NotStoredError:
        return False
    return True


def until_stored(room, number):
    """Post it again as a phone does; returns the seconds until the disk took it."""
    began = time.monotonic()
    while not write(room, number):
        assert time.monotonic() - began < 15, "the room did not recover"
        time.sleep(0.05)
    return time.monotonic() - began


def full(folder):
    """The disk fills up while a workshop runs, and has room again."""
    path = create_session(folder / "sessions", NewWorkshop("Trang plads"))
    with opened(path) as session:
        room, watch = session.room, Watch()
        state = room.subscribe(watch)
        room.submit(JoinWorkshop(PHONE, "hash", "Anna"), PHONE).result()
        collect = next(row for row in state.run_sheet() if row.activity == "skriv-tiltag")
        room.submit(OpenActivity(collect.id)).result()
        assert all(write(room, number) for number in range(10))
        ballast = fill(folder)
        stored = [number for number in range(10, 180) if write(room, number)]
        refused = [number for number in range(10, 180) if number not in stored]
        session.keep_alive()
        little = session.space.is_little
        try:
            take_snapshot(path, session.clock.now())
        except StorageError:
            snapshot_refused = True
        else:
            snapshot_refused = False
        unfinished = [file.name for file in path.parent.rglob("*.unfinished")]
        ballast.unlink()
        waited = until_stored(room, refused[0])
        assert all(write(room, number) for number in range(10, 180))
        take_snapshot(path, session.clock.now())
        after = room.subscribe(Silent())
    texts = [card.text.split()[0] for card in read_state(path).cards]
    return {
        "refused": len(refused),
        "trouble": watch.said,
        "little": little,
        "snapshot_refused": snapshot_refused,
        "unfinished": unfinished,
        "snapshots": len(snapshots(path)),
        "waited": waited,
        "each_once": sorted(map(int, texts)) == list(range(180)),
        "picture_is_the_file": {card.id for card in after.cards}
        == {card.id for card in read_state(path).cards},
    }


def read_only(folder):
    """The disk can be read and not be written to, as a locked card or a share is."""
    path = create_session(folder / "sessions", NewWorkshop("Kun til læsning"))
    with opened(path) as session:
        session.room.submit(JoinWorkshop(PHONE, "hash", "Anna"), PHONE).result()
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    mount("remount,ro", folder)
    (listed,) = list_sessions(path.parent)
    people = [person.alias for person in read_state(path).participants]
    refusals = []
    for act in (lambda: opened(path).__enter__(), lambda: create_session(path.parent, NewWorkshop("Ny"))):
        try:
            act()
        except StorageError as problem:
            refusals.append((exit_code_of(problem), problem.sentence()))
    after = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    mount("remount,rw", folder)
    with opened(path) as session:
        session.room.submit(JoinWorkshop("phone-2", "hash 2", "Bo"), "phone-2").result()
    return {
        "listed": [listed.title, listed.participants, listed.problem],
        "people": people,
        "refusals": refusals,
        "untouched": before == after,
        "people_after": len(read_state(path).participants),
    }


def mount(options, folder):
    subprocess.run(["mount", "-o", options, str(folder)], check=True)


if __name__ == "__main__":
    print(json.dumps({"full": full, "read-only": read_only}[sys.argv[2]](Path(sys.argv[1]))))
