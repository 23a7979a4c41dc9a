"""What goes over the line between the room's process and the phones' arrives whole, in order, and at once."""

from __future__ import annotations

import socket
import time

import pytest

import sessions.errors
from sessions.clock import SteadyClock
from workshop.hosting.phone_process import nonblocking_writer as outlets
from workshop.hosting.phone_process.messages import Connected, Snapshot, Trouble, Unpacker, packed
from workshop.hosting.phone_process.nonblocking_writer import NonblockingWriter
from workshop.web.contract.errors import CertificateError, ListeningError, PortTakenError


def all_kinds(kind):
    for one in kind.__subclasses__():
        yield one
        yield from all_kinds(one)


def through_the_line(thing):
    """What comes out at the other end."""
    (out,) = Unpacker().take(packed(thing))
    return out


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    yield ours, theirs
    ours.close()
    theirs.close()


@pytest.mark.parametrize("kind", sorted(all_kinds(sessions.errors.Refused), key=lambda kind: kind.__name__))
def test_a_refusal_says_the_same_in_the_other_process(kind) -> None:
    refused = kind(length=7, longest=5, most=3, n=2, name="Å", category="x", question="y", choice="z")
    again = through_the_line(refused)
    assert (type(again), again.code, again.fields) == (kind, refused.code, refused.fields)


@pytest.mark.parametrize("kind", [ListeningError, PortTakenError, CertificateError])
def test_so_does_an_address_that_cannot_be_had(kind) -> None:
    again = through_the_line(kind("192.0.2.1", 8140))
    assert (type(again), again.host, again.port) == (kind, "192.0.2.1", 8140)
    assert again.sentence() == kind("192.0.2.1", 8140).sentence()


def test_both_processes_have_the_same_time() -> None:
    clock = SteadyClock()
    again = through_the_line(clock)
    assert abs((again.now() - clock.now()).total_seconds()) < 0.1


def test_messages_come_together_again_from_pieces_of_any_size() -> None:
    sent = [Connected(3), Trouble(True), Connected(4)]
    data = b"".join(map(packed, sent))
    for size in (1, 7, len(data)):
        unpacker = Unpacker()
        got = [m for at in range(0, len(data), size) for m in unpacker.take(data[at : at + size])]
        assert got == sent


def test_a_picture_shows_all_but_the_receipts(room) -> None:
    room.go_to("skriv-tiltag")
    ada = room.join("Ada")
    room.write("Et kort", ada)
    state = room.state()
    again = Snapshot.of(state).state()
    assert again.seq == state.seq
    assert [card.text for card in again.cards] == ["Et kort"]
    assert list(again.participants) == list(state.participants)
    assert list(again.receipts) == []


def test_writing_waits_for_no_reader_and_loses_nothing(pair) -> None:
    ours, theirs = pair
    outlet, pieces = NonblockingWriter(ours), [bytes([n]) * 100_000 for n in range(60)]
    began = time.monotonic()
    for piece in pieces:
        outlet.send(piece)
    assert time.monotonic() - began < 1, "nobody has read anything yet"
    got = bytearray()
    while len(got) < 6_000_000:
        got += theirs.recv(1 << 20)
    assert bytes(got) == b"".join(pieces)
    outlet.send(b"later")
    assert theirs.recv(100) == b"later"


def test_who_is_too_far_behind_is_given_up(pair, monkeypatch) -> None:
    ours, theirs = pair
    monkeypatch.setattr(outlets, "MOST_WAITING", 1_000_000)
    outlet = NonblockingWriter(ours)
    for _ in range(40):
        outlet.send(b"x" * 100_000)
    got = 0
    while piece := theirs.recv(1 << 20):
        got += len(piece)
    assert got < 4_000_000
    outlet.send(b"no one")


def test_writing_to_somebody_who_has_left_is_no_error(pair) -> None:
    ours, theirs = pair
    theirs.close()
    outlet = NonblockingWriter(ours)
    outlet.send(b"x" * 1_000)
    outlet.send(b"x" * 1_000)
    outlet.close()
    outlet.close()
