"""The encoded messages of the event stream: `docs/api.md` says what a page does with each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from workshop.live.live_workshop import LiveWorkshop
from workshop.web.stream.change_reader import News, Urgency
from workshop.web.views.participant_view import ViewBuilder, done, people, phones
from workshop.web.views.pointed import pointed_part
from workshop.web.views.view_context import card_part

EVENTS = (
    "hello",
    "refresh",
    "card",
    "gone",
    "presence",
    "clock",
    "pointed",
    "mine",
    "agreements",
    "trouble",
    "replaced",
    "removed",
    "closed",
)


def message(name: str, data: Mapping[str, object], seq: int | None = None) -> bytes:
    """One server-sent event; `seq` becomes its id, from which a phone resumes."""
    number = f"id: {seq}\n" if seq is not None else ""
    return f"event: {name}\n{number}data: ".encode() + msgspec.json.encode(data) + b"\n\n"


def broadcast_messages(news: News, live: LiveWorkshop, painter: ViewBuilder) -> Iterator[bytes]:
    """The messages to everybody for `news`. A refresh covers everything, so other messages are omitted."""
    state = live.state
    seq = state.seq
    if news.closed:
        yield message("closed", {"seq": seq}, seq)
    if news.refresh is not Urgency.NOT:
        yield message("refresh", {"seq": seq}, seq)
        return
    yield from _cards(news, live)
    if news.agreements:
        yield message("agreements", {"seq": seq}, seq)
    if news.clock:
        yield message("clock", {"seq": seq, "clock": painter.clock()}, seq)
    if news.pointed:
        yield message("pointed", msgspec.structs.asdict(pointed_part(live)))
    if news.presence:
        here = {"people": people(state), "phones": phones(state), "done": done(state)}
        yield message("presence", {"seq": seq, **here}, seq)


def _cards(news: News, live: LiveWorkshop) -> Iterator[bytes]:
    seq = live.state.seq
    for key in news.cards:
        card = live.state.cards.get(key)
        if card is None or card.withdrawn or card.hidden or card.merged_into:
            yield message("gone", {"seq": seq, "id": key}, seq)
        else:
            part = card_part(live.state, live.method, card)
            yield message("card", {"seq": seq, "card": part}, seq)
