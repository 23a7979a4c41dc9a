"""The power goes at any moment, and the disk forgets what was not synced: answered is stored.

The control, the same with a sync that is promised and not done, must lose something; otherwise
the test could not see a loss.
"""

import random

import pytest
from rooms import post, rows_of

from sessions import commands as do
from sessions.storage.store import SessionStore


def record(rooms, disk, monkeypatch, commits):
    """Work on `disk`; returns the files as they were, and after which write each key was answered."""
    path = rooms.file()
    before = {str(path): path.read_bytes()}
    answered = []
    with monkeypatch.context() as patch:
        disk.under(patch)
        room = rooms.open(path)
        for number in range(commits):
            gathered = 5 if number % 7 == 0 else 1
            keys = [f"{number}-{part}" for part in range(gathered)]
            replies = [room.room.submit(do.ParkItem(f"punkt {key}"), post=post(key)) for key in keys]
            for reply in replies:
                reply.result(20)
            answered += [(len(disk.tape), f"punkt {key}") for key in keys]
        length = len(disk.tape)
        room.room.stop()
    return path, before, answered, length


def lost_at(cut, keeps, dice, recorded, disk, folder):
    """What had been answered by `cut` and is not there after the power is back."""
    path, before, answered, _ = recorded
    folder.mkdir()
    for name, content in disk.image_at(cut, before, dice, keeps).items():
        (folder / name.rpartition("/")[2]).write_bytes(content)
    store = SessionStore(folder / path.name)
    store.open()
    try:
        state = store.load()
        assert not store.odd_rows
    finally:
        store.close()
    texts = [item.text for item in state.parked_items]
    assert len(set(texts)) == len(texts) == len(state.receipts) == state.seq
    assert set(texts) <= {text for _, text in answered}
    return {text for moment, text in answered if moment <= cut} - set(texts)


def cut_everywhere(rooms, faulty_disk, monkeypatch, cuts, synchronous="FULL", commits=150):
    disk = faulty_disk.TapedDisk(synchronous)
    recorded = record(rooms, disk, monkeypatch, commits)
    length = recorded[-1]
    dice = random.Random(7)  # noqa: S311 - repeatable
    lost = 0
    for number in range(cuts):
        cut = dice.randrange(1, length + 1)
        keeps = (0.0, 0.5, 1.0)[number % 3]
        lost += len(lost_at(cut, keeps, dice, recorded, disk, rooms.folder / f"cut-{number}"))
    return lost


def test_twenty_power_cuts_lose_nothing_that_was_answered(rooms, faulty_disk, monkeypatch):
    assert cut_everywhere(rooms, faulty_disk, monkeypatch, 20) == 0


def test_the_control_loses_so_the_test_can_see(rooms, faulty_disk, monkeypatch):
    assert cut_everywhere(rooms, faulty_disk, monkeypatch, 20, "NORMAL") > 0


@pytest.mark.long
@pytest.mark.timeout(1_800)
def test_five_hundred_power_cuts(rooms, faulty_disk, monkeypatch):
    # Long enough that the log is folded into the file several times meanwhile.
    assert cut_everywhere(rooms, faulty_disk, monkeypatch, 500, commits=900) == 0
    rooms.folder = rooms.folder / "control"
    rooms.folder.mkdir()
    lost = cut_everywhere(rooms, faulty_disk, monkeypatch, 100, "NORMAL", commits=300)
    print(f"500 cuts: 0 lost; control, 100 cuts: {lost} lost")
    assert lost


def test_a_room_on_the_recording_disk_is_an_ordinary_room(rooms, faulty_disk, monkeypatch):
    disk = faulty_disk.TapedDisk()
    path, _, answered, _ = record(rooms, disk, monkeypatch, 3)
    assert len(rows_of(rooms.open(path).state())["parked_items"]) == len(answered)
    assert any(what == "sync" for what, *_ in disk.tape)
