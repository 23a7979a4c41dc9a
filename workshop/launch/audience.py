"""Opening the audience's screen on a workshop that is hosted already."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from prompts.language.words import Words, load_words
from workshop.attaching.attached_workshop import AttachedWorkshop, attach_audience
from workshop.attaching.host_finding import NoHostError
from workshop.channel.endpoint import find_endpoint
from workshop.channel.messages import HostOrder
from workshop.channel.network_options import NetworkOptions
from workshop.hosting.session_listing import list_sessions, matching, only_one
from workshop.launch.settings import Settings
from workshop.machine.logs import log_to_file
from workshop.machine.transliteration import UTF_8, own_letters

SECONDS_BETWEEN_TRIES = 0.5


class SeveralHostsError(Exception):
    """More than one workshop is open, and it was not said which to show."""

    def __init__(self, names: Sequence[str]) -> None:
        """Name them."""
        super().__init__(names)
        self.names = tuple(names)

    def sentence(self, words: Words | None = None) -> str:
        """What happened and what to do."""
        names = ", ".join(self.names)
        return (words or load_words())("audience.several", names=names, first=self.names[0])


def find_hosted(settings: Settings, name: str | None, *, wait: bool) -> Path:
    """The hosted workshop `name`, or the only one that is hosted.

    Raises NoHostError where there is none and it is not to `wait`, SeveralHostsError, MissingFileError,
    UnsureWhichError.
    """
    sessions = settings.folders().sessions
    path = _hosted(sessions, name)
    if path is None and wait:
        _say(settings.words("audience.waiting"))
        path = _waited_for(lambda: _hosted(sessions, name))
    if path is None:
        raise NoHostError
    return path


def show_audience(settings: Settings, path: Path, look: str) -> int:
    """Show the hosted workshop at `path` until it is left or ends; returns the exit code.

    Raises what keeps a face from attaching.
    """
    from workshop.terminal.audience.audience_app import QuietAudienceApp

    folders = settings.folders()
    if own_letters() != UTF_8:
        _say(settings.words("audience.no-utf-8"))
        return 2
    log_to_file(folders.log)
    order = HostOrder(path, settings.words.language, folders.log, NetworkOptions(), None)

    async def attach() -> AttachedWorkshop:
        return await attach_audience(order)

    app = QuietAudienceApp(attach, settings.words, look)
    app.run()
    if app.defect is not None:
        raise app.defect
    if app.refused is not None:
        raise app.refused
    if app.ended:
        _say(settings.words("audience.ended"))
    code = app.return_code or 0
    if app.is_deaf:
        # A terminal that reads nothing holds the writing thread, and Python would wait for that.
        logging.shutdown()
        os._exit(code)
    return code


def _hosted(sessions: Path, name: str | None) -> Path | None:
    """The session that is meant, where it is hosted."""
    if name is not None and (as_path := Path(name).expanduser()).is_file():
        return as_path if find_endpoint(as_path) is not None else None
    meant = list_sessions(sessions) if name is None else matching(sessions, name)
    found = [item.path for item in meant if find_endpoint(item.path) is not None]
    if len(found) > 1:
        raise SeveralHostsError([path.stem for path in found])
    if name is not None and not found:
        only_one(meant, name)
    return found[0] if found else None


def _waited_for(look: Callable[[], Path | None]) -> Path:
    while (path := look()) is None:
        time.sleep(SECONDS_BETWEEN_TRIES)
    return path


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
