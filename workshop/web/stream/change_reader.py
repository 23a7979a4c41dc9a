"""Translates stored events to news for the phones, to all of them or to one.

It reads the row writes, not just the commands' names, so that an undo or a new command produces the
same news as any other change to the same rows. Hidden changes produce none.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

from prompts.methods.kinds import traits_of
from prompts.methods.model import Activity
from sessions.model import (
    FACILITATOR,
    Answer,
    Card,
    DecisionStep,
    GroupDecision,
    HiddenAnswer,
    Meeting,
    NextStep,
    ParkedItem,
    Participant,
    ScheduledActivity,
    SetAside,
    Workshop,
    WorkshopStatus,
)
from sessions.queries.answers import answering_as, shared_table
from sessions.state import Event, RowWrite, State
from sessions.visibility import may_phones_see, shown_activity


class Urgency(Enum):
    """Whether phones must reload the whole view, and how soon."""

    NOT = 0
    ECHO = 1
    """Participants change what everybody sees: all phones reload at most once a second."""
    NOW = 2


@dataclass(slots=True)
class News:
    """The news not yet sent to the phones, coalesced."""

    refresh: Urgency = Urgency.NOT
    cards: dict[str, None] = field(default_factory=dict)
    presence: bool = False
    clock: bool = False
    pointed: bool = False
    agreements: bool = False
    closed: bool = False
    mine: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    """Participants who changed something themselves: their other tabs may not know it yet."""
    removed: set[str] = field(default_factory=set)

    def ask_for_refresh(self, urgency: Urgency) -> None:
        """Raise the urgency, never lower it."""
        if urgency.value > self.refresh.value:
            self.refresh = urgency

    @property
    def pressing(self) -> bool:
        """Whether there is any news besides echoes."""
        return self.refresh is Urgency.NOW or any(
            (
                self.cards,
                self.presence,
                self.clock,
                self.pointed,
                self.agreements,
                self.closed,
                self.mine,
                self.own,
                self.removed,
            )
        )


class ChangeReader:
    """Reads events into `News`, using the state after them."""

    def __init__(self, state: State, activity: Activity | None, news: News) -> None:
        """`activity` returns the method's activity that is on the projector."""
        self._state = state
        self._scheduled = shown_activity(state)
        self._activity = activity if self._scheduled else None
        self._news = news

    def read(self, event: Event) -> None:
        """Add one event to the news."""
        for write in event.writes:
            self._read_write(event, write)
        if event.actor != FACILITATOR and event.command != "JoinWorkshop":
            self._news.own.add(event.actor)

    def _read_write(self, event: Event, write: RowWrite) -> None:
        row = write.after or write.before
        match row:
            case Workshop():
                self._workshop(write.before, write.after)
            case ScheduledActivity():
                self._scheduled_activity(write.before, write.after)
            case Participant():
                self._participant(event, write.before, row)
            case Card():
                self._card(event, write.before, row)
            case SetAside() | Meeting():
                self._news.ask_for_refresh(Urgency.NOW)
            case HiddenAnswer():
                answer = self._state.answers.get(row.answer)
                if answer is not None and answer.author:
                    self._news.mine.add(answer.author)
                self._other(event, write.table)
            case Answer():
                self._tell_the_table(event, row)
                self._other(event, write.table)
            case NextStep() | ParkedItem() | GroupDecision() | DecisionStep():
                self._news.agreements = self._news.agreements or self._follows_agreements
            case _:
                self._other(event, write.table)

    def _workshop(self, before: object, after: object) -> None:
        if not isinstance(before, Workshop) or not isinstance(after, Workshop):
            return
        ended = after.status is WorkshopStatus.CLOSED
        if ended and before.status is not WorkshopStatus.CLOSED:
            self._news.closed = True
        for_phones = replace(
            after,
            join_code=before.join_code,
            port=before.port,
            closed_at=before.closed_at,
        )
        if for_phones != before and not ended:
            self._news.ask_for_refresh(Urgency.NOW)

    def _scheduled_activity(self, before: object, after: object) -> None:
        if not isinstance(before, ScheduledActivity) or not isinstance(after, ScheduledActivity):
            self._news.ask_for_refresh(Urgency.NOW)
            return
        in_lobby = self._state.workshop.status is WorkshopStatus.LOBBY
        if in_lobby and before.input_open != after.input_open:  # collecting early has begun or ended
            self._news.ask_for_refresh(Urgency.NOW)
            return
        if self._scheduled is None or after.id != self._scheduled.id:
            moved = (before.position, before.status) != (after.position, after.status)
            if moved and self._scheduled is not None:
                self._news.ask_for_refresh(Urgency.NOW)
            return
        # A break is told with the time that it ends: another clock is another sentence.
        same_clock = replace(
            after,
            minutes=before.minutes,
            extra_minutes=before.extra_minutes,
            running_since=before.running_since,
            elapsed_seconds=before.elapsed_seconds,
        )
        if same_clock == before and not (self._activity is not None and self._activity.pause):
            self._news.clock = True
        else:
            self._news.ask_for_refresh(Urgency.NOW)

    def _participant(self, event: Event, before: object, after: Participant) -> None:
        if not isinstance(before, Participant):
            self._news.presence = True
            return
        if before.removed != after.removed:
            self._news.presence = True
            (self._news.removed.add if after.removed else self._news.removed.discard)(after.id)
        elif event.actor != after.id:
            self._news.mine.add(after.id)

    def _card(self, event: Event, before: object, card: Card) -> None:
        if self._follows_agreements:
            self._news.agreements = True
        if self._activity is None or card.deck != self._activity.deck:
            return
        # A card that has changed may have become or ceased to be one of the input's.
        if not traits_of(self._activity.kind).follows_cards or self._activity.input is not None:
            self._news.ask_for_refresh(Urgency.NOW)
        elif not self._is_shown():
            if event.actor == FACILITATOR and card.author:
                self._news.mine.add(card.author)
        else:
            self._news.cards[card.id] = None
            merged = {card.merged_into, before.merged_into if isinstance(before, Card) else None}
            self._news.cards.update(dict.fromkeys(key for key in merged if key is not None))

    def _tell_the_table(self, event: Event, row: Answer) -> None:
        """Those who answer as one with its author see what was written."""
        author = self._state.participants.get(row.author) if row.author else None
        if self._activity is not None and author is not None and shared_table(self._activity, author):
            others = set(answering_as(self._state, self._activity, author)) - {event.actor}
            self._news.mine.update(others)

    def _other(self, event: Event, table: str) -> None:
        if table == "done_marks":
            self._news.presence = True
        elif self._is_shown(table):
            by_hand = event.actor == FACILITATOR
            self._news.ask_for_refresh(Urgency.NOW if by_hand else Urgency.ECHO)

    def _is_shown(self, table: str = "") -> bool:
        """Whether phones may see others' input in the current activity, or that of one table."""
        scheduled, activity = self._scheduled, self._activity
        return scheduled is not None and activity is not None and may_phones_see(scheduled, activity, table)

    @property
    def _follows_agreements(self) -> bool:
        return self._activity is not None and traits_of(self._activity.kind).follows_agreements
