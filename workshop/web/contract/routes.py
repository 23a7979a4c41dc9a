"""A path and what goes over it, and those paths that belong to no kind of activity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from sessions.commands import ChangeAlias, Command, MarkDone, ParkText, SayWorth, SendLateText
from sessions.model import ScheduledId
from workshop.live.shown_screen import ShownScreen
from workshop.web.contract import requests as bodies
from workshop.web.contract import responses as answers

CARD_ID = "[A-Za-z0-9_-]{1,64}"


@dataclass(frozen=True, slots=True)
class Route:
    """One method and path.

    `name` names the handler. `body` and `answer` are the shapes of the JSON; without `answer`
    the content is of `content_type`. `statuses` are the refusals besides those that every
    request can get. `command` makes the command that a post asks for; its second argument is the
    id in the path, empty where there is none.
    """

    method: str
    path: str
    name: str
    summary: str
    body: type[bodies.Body] | None = None
    answer: type[msgspec.Struct] | None = None
    content_type: str = "application/json"
    open_to_all: bool = False
    statuses: tuple[int, ...] = ()
    command: Callable[[Any, str], Command] | None = None

    @property
    def idempotent(self) -> bool:
        """Whether the request must carry an idempotency key."""
        return self.command is not None


BodyType = TypeVar("BodyType", bound=bodies.Body)


def post(
    path: str,
    name: str,
    summary: str,
    body: type[BodyType],
    command: Callable[[BodyType, str], Command],
    *statuses: int,
) -> Route:
    """A route for what phones send: stored as a command, answered when it is on disk."""
    return Route("POST", path, name, summary, body, answers.Accepted, statuses=statuses, command=command)


def _named(body: bodies.AliasBody, card: str) -> Command:
    return ChangeAlias(body.alias, body.table)


def _done(body: bodies.DoneBody, card: str) -> Command:
    return MarkDone(body.done, activity=body.activity or None)


def _late(body: bodies.LateTextBody, card: str) -> Command:
    return SendLateText(body.text, ScheduledId(body.activity), body.field)


def _parked(body: bodies.ParkBody, card: str) -> Command:
    return ParkText(body.text)


def _worth(body: bodies.WorthBody, card: str) -> Command:
    return SayWorth(body.worth)


FRAME_ROUTES: tuple[Route, ...] = (
    Route("GET", "/", "page", "The page.", content_type="text/html", open_to_all=True),
    Route("GET", "/page.css", "style", "The page's looks.", content_type="text/css", open_to_all=True),
    Route("GET", "/page.js", "script", "The page's code.", content_type="text/javascript", open_to_all=True),
    Route(
        "POST",
        "/api/join",
        "join",
        "Join, by the secret of the QR code, by the typed code, or again by the token one has.",
        bodies.JoinBody,
        answers.Joined,
        open_to_all=True,
        statuses=(409,),
    ),
    Route("GET", "/api/state", "state", "The picture.", answer=answers.ParticipantView),
    Route(
        "GET",
        "/api/screen",
        "screen",
        "What the projector shows now, in words, where `workshop.screen` offers it.",
        answer=ShownScreen,
        statuses=(404,),
    ),
    Route("GET", "/api/stream", "stream", "The event stream.", content_type="text/event-stream"),
    Route(
        "GET",
        "/api/minutes",
        "minutes",
        "The minutes, once the workshop is closed.",
        content_type="text/html",
        statuses=(409,),
    ),
    Route(
        "GET",
        "/api/pdf",
        "pdf",
        "The minutes as a PDF, once the workshop is closed, where `workshop.pdf` offers it.",
        content_type="application/pdf",
        statuses=(404, 409),
    ),
    Route(
        "GET",
        "/api/calendar",
        "calendar",
        "The dates of the agreements as a calendar file, once the workshop is closed.",
        content_type="text/calendar",
        statuses=(409,),
    ),
    Route(
        "POST",
        "/api/writing",
        "writing",
        "Say whether one holds a text that has not been sent, and whether one cannot follow. "
        "Only counts are shown; they are not stored.",
        bodies.WritingBody,
        answers.Noted,
    ),
    post("/api/alias", "alias", "Change one's own alias and table.", bodies.AliasBody, _named, 409),
    post(
        "/api/late-texts",
        "late_text",
        "Send a text that was being written when the group went on.",
        bodies.LateTextBody,
        _late,
        404,
        409,
    ),
    post("/api/parked", "park", "Put something on the list of what is parked.", bodies.ParkBody, _parked),
    post(
        "/api/worth",
        "worth",
        "Say, when it is over, if it was worth the time.",
        bodies.WorthBody,
        _worth,
        409,
    ),
    post("/api/done", "done", "Say that one is finished, or not after all.", bodies.DoneBody, _done, 409),
)


def pattern(path: str) -> str:
    """The path as the server's router takes it, with ids that can only be ids."""
    return path.replace("{id}", f"{{id:{CARD_ID}}}")
