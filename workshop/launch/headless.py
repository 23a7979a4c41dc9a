"""A whole case without a person: real store, real web server on a free port, simulated phones."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from prompts.methods.model import Activity
from sessions.commands import CloseWorkshop
from workshop.archive.write_minutes import write_minutes
from workshop.channel.network_options import NetworkOptions
from workshop.demo.case import Case
from workshop.demo.case_setup import new_session_for
from workshop.demo.player import CasePlayer
from workshop.hosting.open_sessions import OpenSession, open_session
from workshop.hosting.phone_server import serving
from workshop.launch.settings import Settings
from workshop.live.secrets import ids_in_order
from workshop.machine.addresses import LOOPBACK

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Played:
    """Where the session and the files are."""

    session: Path
    files: tuple[Path, ...]


async def play_headless(settings: Settings, case: Case, out: Path | None, pace: float, tell: Tell) -> Played:
    """Play `case` from the first join to the minutes; `tell` gets a line for each activity."""
    folders, words = settings.folders(out), settings.words
    exports = folders.exports if out is not None else folders.practice_exports
    path = await asyncio.to_thread(new_session_for, case, folders.practice)
    session = await asyncio.to_thread(open_session, path, ids=ids_in_order())
    try:
        await _play(settings, session, case, pace, tell)
        state, method = session.live.state, session.method
        # A case is somebody's own file, played for them: what it holds they have written themselves.
        files = await asyncio.to_thread(
            write_minutes, state, method, exports, confirmed=True, session=path.stem
        )
    except asyncio.CancelledError:
        tell(words("demo.kept", file=path, name=path.stem))
        raise
    finally:
        await asyncio.to_thread(session.close)
    tell(words("demo.session", file=path))
    tell(words("cli.files-written"))
    for file in files:
        tell(f"  {file}")
    return Played(path, files)


async def _play(settings: Settings, session: OpenSession, case: Case, pace: float, tell: Tell) -> None:
    words, live = settings.words, session.live
    number = 0

    def tell_activity(activity: Activity) -> None:
        nonlocal number
        number += 1
        tell(words("demo.activity", number=number, title=activity.title))

    async with serving(session, NetworkOptions(settings.bind or LOOPBACK, settings.port or 0)) as server:
        origin = f"http://{LOOPBACK}:{server.port}"
        tell(words("demo.plays", title=case.title, n=len(case.participants), origin=origin))
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as client:
            player = CasePlayer(live, case, client, pace)
            await player.join(origin)
            await player.play(tell_activity)
        if player.refused:
            tell(words("demo.refused", n=len(player.refused)))
            for refusal in player.refused:
                tell(f"  {refusal}")
        await live.send(CloseWorkshop())
        tell(words("demo.done", acknowledged=live.state.seq))
