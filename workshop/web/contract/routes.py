"""The one list of paths: the server registers it, `docs/openapi.json` is made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from workshop.web.contract import requests as bodies
from workshop.web.contract import responses as answers

CARD_ID = "[A-Za-z0-9_-]{1,64}"


@dataclass(frozen=True, slots=True)
class Route:
    """One method and path.

    `name` names the handler. `body` and `answer` are the shapes of the JSON; without `answer`
    the content is of `content_type`. `statuses` are the refusals besides those that every
    request can get.
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

    @property
    def idempotent(self) -> bool:
        """Whether the request must carry an idempotency key."""
        return self.method == "POST" and not self.open_to_all


def _post(path: str, name: str, summary: str, body: type[bodies.Body], *statuses: int) -> Route:
    return Route("POST", path, name, summary, body, answers.Accepted, statuses=statuses)


ROUTES: tuple[Route, ...] = (
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
    Route("GET", "/api/state", "state", "The picture.", answer=answers.Picture),
    Route("GET", "/api/stream", "stream", "The event stream.", content_type="text/event-stream"),
    Route(
        "GET",
        "/api/minutes",
        "minutes",
        "The minutes, once the workshop is closed.",
        content_type="text/html",
        statuses=(409,),
    ),
    _post("/api/alias", "alias", "Change one's own alias and table.", bodies.AliasBody, 409),
    _post("/api/cards", "write_card", "Write a card.", bodies.NewCardBody, 409),
    _post("/api/cards/{id}", "edit_card", "Change one's own card.", bodies.CardBody, 404, 409),
    _post("/api/cards/{id}/withdraw", "withdraw_card", "Take one's card back.", bodies.NothingBody, 404, 409),
    _post("/api/placements", "place", "Place a card.", bodies.PlacementBody, 404, 409),
    _post("/api/answers", "answer", "Answer a question for a category.", bodies.AnswerBody, 409),
    _post("/api/ratings", "rate", "Rate a statement.", bodies.RatingBody, 409),
    _post("/api/votes", "vote", "Put dots on a card.", bodies.VoteBody, 404, 409),
    _post("/api/done", "done", "Say that one is finished, or not after all.", bodies.DoneBody, 409),
)


def pattern(path: str) -> str:
    """The path as the server's router takes it, with ids that can only be ids."""
    return path.replace("{id}", f"{{id:{CARD_ID}}}")


def path_matcher(path: str) -> re.Pattern[bytes]:
    """What finds the id, its first group, in a request for the path."""
    before, after = path.split("{id}")
    return re.compile(f"{re.escape(before)}({CARD_ID}){re.escape(after)}".encode("ascii"))
