"""The audience's screen as a program, over a played room."""

from __future__ import annotations

from pictures.stage import StillSession

from prompts.language.words import load_words
from workshop.live.other_faces import Attached
from workshop.terminal.audience.audience_app import AudienceApp
from workshop.terminal.audience.sheet import Sheet
from workshop.terminal.theme.themes import PROJECTOR


class Watching(StillSession):
    is_away = False
    closed = False

    def show_in(self, columns, rows):
        pass

    async def close(self, *, hung_up=False):
        self.closed = True
        await super().close(hung_up=hung_up)


def app_for(played, look=PROJECTOR, *, frozen=False):
    sessions = []

    async def attach():
        sessions.append(Watching(played))
        sessions[0].live.attached = Attached(1, 1, frozen)
        return sessions[0]

    return AudienceApp(attach, load_words("da"), look), sessions


def text_of(app):
    return "\n".join("".join(text for text, _ in row) for row in app.query_one(Sheet)._rows)
