"""The current status in short lines, most important first."""

from __future__ import annotations

from collections.abc import Iterator

from prompts.language.words import Words
from prompts.methods.kinds import shown_at_once, takes_input_at_once
from prompts.methods.model import Activity, Kind
from sessions.model import ActivityStatus
from sessions.rules.people import active_participants
from workshop.facilitating.telling.closing_lines import (
    agreement_lines,
    decision_lines,
    follow_up_line,
    parked_lines,
)
from workshop.facilitating.telling.collecting_words import collecting_words
from workshop.facilitating.telling.crowding import crowding_in_lobby
from workshop.facilitating.telling.part_words import part_words
from workshop.live.lobby_question import lobby_question
from workshop.plain.conversation.line_conversation import LineConversation
from workshop.plain.leading.clock_words import left_words, plan_words


def status_lines(desk: LineConversation) -> Iterator[str]:
    """The lobby, the activity, or the end."""
    if desk.closed:
        yield desk.words("plain.closed")
        yield desk.words("terminal.end.phones")
        yield from decision_lines(desk.state, desk.words)
        yield from agreement_lines(desk.state, desk.words)
        yield from parked_lines(desk.state, desk.words)
        if when := follow_up_line(desk.state, desk.live.method, desk.words):
            yield when
    elif desk.scheduled is None:
        yield from _lobby(desk)
    else:
        yield from _activity(desk)


def _lobby(desk: LineConversation) -> Iterator[str]:
    words, access = desk.words, desk.live.access
    yield words("plain.lobby", title=desk.state.workshop.title)
    yield words("plain.join", address=access.origin, code=access.code)
    yield lobby_question(desk.state, desk.live.method, words)
    if collecting := collecting_words(desk.state, desk.live.method, words):
        yield collecting
    yield people_line(desk)
    if crowded := crowding_in_lobby(desk.session.path, desk.state, desk.live.method, words):
        yield crowded


def people_line(desk: LineConversation) -> str:
    """How many people take part, and how many phones are connected."""
    people = len(active_participants(desk.state))
    return desk.words("terminal.people-here", n=people, connected=desk.session.connected())


def _activity(desk: LineConversation) -> Iterator[str]:
    words, row, activity = desk.words, desk.row, desk.activity
    sheet = [item for item in desk.state.run_sheet() if item.status is not ActivityStatus.SKIPPED]
    number = next((place for place, item in enumerate(sheet, start=1) if item.id == row.id), 0)
    yield words("plain.activity", number=number, total=len(sheet), title=activity.title)
    left = left_words(row, words, desk.now)
    yield words("plain.time-and-plan", left=left, plan=plan_words(desk.state, words, desk.now))
    if part := part_words(row, activity, words, desk.now):
        yield part
    if takes_input_at_once(activity) or row.input_open:
        yield words("terminal.input-open" if row.input_open else "terminal.input-closed")
    if not (activity.pause or shown_at_once(activity)):
        yield words("plain.shown" if row.revealed else "plain.hidden")
    if activity.prompt:
        yield activity.prompt
    if activity.kind is not Kind.PRESENT:  # which prints its text itself
        yield from activity.body


def note_lines(activity: Activity, words: Words) -> Iterator[str]:
    """The facilitator's notes: why, what to say, what to watch for, when late."""
    yield words("plain.notes.purpose", text=activity.purpose)
    for key, points in (("say", activity.notes.say), ("watch", activity.notes.watch)):
        for number, point in enumerate(points, start=1):
            yield words(f"plain.notes.{key}", number=number, text=point)
    if activity.notes.when_late:
        yield words("plain.notes.when-late", text=activity.notes.when_late)
