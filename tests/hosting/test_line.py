"""The channel lets in who holds the key, keeps messages whole, and waits for nobody who does not read."""

from __future__ import annotations

import asyncio
import contextlib
import os
import stat
import sys

import pytest
from waiting import until

from workshop.channel import endpoint, message_line
from workshop.channel.endpoint import Listener, connect, find_endpoint
from workshop.channel.host_notes import ChannelFolderError, endpoint_folder
from workshop.channel.message_line import Line, UnprovenError, packed
from workshop.channel.messages import AddressRequest, FromFace, Leave

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no Unix sockets")


@pytest.fixture(autouse=True)
def folder_of_its_own(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))


@contextlib.asynccontextmanager
async def two_ends(session, limit: int = 2**16):
    """A listener, our end at the host, and the streams of a face that has not greeted."""
    came: asyncio.Queue = asyncio.Queue()
    listener = Listener(session)
    await listener.start(lambda reader, writer: came.put_nowait((reader, writer)))
    streams = await connect(session, find_endpoint(session))
    host = Line(*await came.get(), FromFace)
    try:
        yield listener, host, streams
    finally:
        streams[1].close()
        host.abort()
        listener.clear()


async def test_both_ends_hold_the_key_and_messages_come_whole_and_in_order(tmp_path) -> None:
    async with two_ends(tmp_path / "a.db") as (listener, host, streams):
        face = Line(*streams, FromFace)
        key = bytes.fromhex(find_endpoint(tmp_path / "a.db").key)
        await asyncio.gather(host.greet(listener.key, is_host=True), face.greet(key, is_host=False))
        sent = [AddressRequest(n, "x" * n * 1_000) for n in range(100)]
        for message in sent:
            face.send(message)
        assert [await host.receive() for _ in sent] == sent
        await face.close()
        assert await host.receive() is None


@pytest.mark.parametrize("other", ["wrong key", "says nothing", "leaves", "mirror"])
async def test_whoever_lacks_the_key_is_turned_away(tmp_path, monkeypatch, other: str) -> None:
    monkeypatch.setattr(message_line, "SECONDS_TO_GREET", 0.3)
    async with two_ends(tmp_path / "a.db") as (listener, host, streams):
        reader, writer = streams
        greeting = asyncio.create_task(host.greet(listener.key, is_host=True))
        if other == "wrong key":
            with pytest.raises(UnprovenError):
                await Line(reader, writer, FromFace).greet(b"k" * 32, is_host=False)
        elif other == "leaves":
            writer.close()
        elif other == "mirror":
            # Whatever the host says comes back to it: its own proof is none of ours.
            writer.write(await reader.readexactly(32))
            writer.write(await reader.readexactly(32))
        with pytest.raises(UnprovenError):
            await greeting


@pytest.mark.parametrize("junk", [b"\xff\xff\xff\xff", b"\x00\x00\x00\x05hello", b"GET / HTTP/1.1\r\n\r\n"])
async def test_nonsense_ends_the_line(tmp_path, junk: bytes) -> None:
    async with two_ends(tmp_path / "a.db") as (_, host, streams):
        streams[1].write(junk)
        streams[1].close()
        assert await host.receive() is None


async def test_whoever_does_not_read_is_cut_off_and_holds_nobody_up(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(message_line, "MOST_WAITING", 1_000_000)
    async with two_ends(tmp_path / "a.db") as (_, host, streams):
        streams[0]._transport.pause_reading()
        loop, data = asyncio.get_running_loop(), packed(AddressRequest(1, "x" * 100_000))
        began = loop.time()
        for _ in range(100):
            host.send_packed(data)
        assert loop.time() - began < 1
        await until(lambda: host._writer.transport.is_closing())
        host.send(Leave())


async def test_note_and_socket_are_this_users_alone_and_go_with_the_host(tmp_path) -> None:
    session = tmp_path / "a.db"
    old = os.umask(0)
    try:
        async with two_ends(session):
            files = sorted(endpoint_folder().iterdir())
            assert {file.suffix for file in files} == {".json", ".sock"}
            assert stat.S_IMODE(endpoint_folder().stat().st_mode) == 0o700
            assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    finally:
        os.umask(old)
    assert find_endpoint(session) is None
    assert list(endpoint_folder().iterdir()) == []


@pytest.mark.parametrize("harm", ["open to others", "a link", "a file"])
def test_a_folder_that_is_not_ours_alone_is_not_used(tmp_path, harm: str) -> None:
    folder = endpoint.Path(os.environ["XDG_RUNTIME_DIR"]) / "tre-skridt"
    if harm == "a file":
        folder.write_text("")
    elif harm == "a link":
        folder.symlink_to(tmp_path, target_is_directory=True)
    else:
        folder.mkdir()
        folder.chmod(0o755)
    with pytest.raises(ChannelFolderError) as refused:
        endpoint_folder()
    assert str(folder) in refused.value.sentence()


def test_a_note_that_makes_no_sense_is_no_host(tmp_path) -> None:
    for junk in (b"", b"{", b"[]", b'{"pid": "x"}'):
        endpoint._note(tmp_path / "a.db").write_bytes(junk)
        assert find_endpoint(tmp_path / "a.db") is None
