"""The audience's picture in words, read from top to bottom: the same picture, without its layout."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from workshop.live.live_workshop import LiveWorkshop
from workshop.live.shown_screen import ScreenPart, ShownScreen
from workshop.terminal.audience.audience_view import (
    AudienceView,
    Bar,
    Bars,
    Content,
    End,
    Focus,
    Group,
    Item,
    Learned,
    Lobby,
    Pause,
    Spreads,
    Talk,
    Wall,
    Working,
)
from workshop.terminal.audience.view_of_state import Around, audience_view


def screen_in_words(live: LiveWorkshop, now: datetime) -> ShownScreen:
    """What the projector shows of `live` at `now`."""
    around = Around(live.access, now, None, live.pointed, live.trouble)
    return in_words(audience_view(live.state, live.method, live.words, around))


def in_words(view: AudienceView) -> ShownScreen:
    """The picture's texts in the order in which they are read: all but the clock, and how phones join."""
    parts = (_part("", view.notice, view.form), *_content(view.content), _part("", *view.instruction))
    shown = tuple(part for part in parts if part.heading or part.lines)
    return ShownScreen(view.above, view.title, view.question, shown)


def _part(heading: str, *lines: str) -> ScreenPart:
    return ScreenPart(heading, tuple(filter(None, lines)))


def _content(content: Content) -> Iterator[ScreenPart]:
    match content:
        case Lobby():
            yield _part(content.counted, *content.names)
            yield _part("", content.before, content.sign)
        case Working():
            yield _part("", *(f"{each.number} {each.caption}" for each in content.figures))
            yield _part("", *content.items)
            yield from map(_group, content.groups)
        case Wall():
            yield _part("", content.pointed)
            yield from map(_group, content.groups)
        case Focus():
            yield _part(
                content.text, content.verdict, content.before, *map(_bar, content.bars), *content.lines
            )
            yield _part("", *map(_item, content.rest))
        case Bars():
            yield _part(content.caption, *map(_bar, content.bars))
        case Spreads():
            yield from _spreads(content)
        case Learned():
            yield from _spreads(content.believed)
            yield _part(content.came_of.caption, *map(_bar, content.came_of.bars))
        case Pause():
            yield _part("", content.again)
        case Talk():
            yield _part("", *content.lines)
        case End():
            yield _part("", content.thanks, *content.lines)
            yield from map(_group, content.groups)


def _group(group: Group) -> ScreenPart:
    return _part(group.heading, *map(_item, group.items))


def _item(item: Item) -> str:
    return " · ".join(filter(None, (item.mark, item.text, item.note)))


def _bar(bar: Bar) -> str:
    return f"{bar.label}: {bar.told}"


def _spreads(spreads: Spreads) -> Iterator[ScreenPart]:
    for each in spreads.items:
        yield _part(each.text, each.caption, *(f"{value}: {count}" for value, count in each.counts))
    if spreads.beside:
        yield _group(spreads.beside)
