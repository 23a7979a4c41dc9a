"""What both parts of a case that is played share: the workshop, the ids given so far, the refusals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from prompts.methods.model import Activity
from sessions.errors import EndOfRunSheetError
from sessions.group_subject import GROUP
from sessions.model import CardId
from workshop.demo.case import Case, Filled
from workshop.demo.simulated_phone import SimulatedPhone
from workshop.live.live_workshop import LiveWorkshop


@dataclass
class CaseRun:
    """One case in one running workshop: the phones by alias, and the session's ids for the case's own."""

    live: LiveWorkshop
    case: Case
    phones: dict[str, SimulatedPhone] = field(default_factory=dict)
    cards: dict[str, str] = field(default_factory=dict)
    proposals: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    """A sentence for each input that was refused; the play goes on, as it would in a room."""

    def activity(self) -> Activity:
        """The activity that is open. Raises EndOfRunSheetError if none is."""
        scheduled = self.live.state.current()
        if scheduled is None:
            raise EndOfRunSheetError
        return self.live.method.activity(scheduled.activity)

    def card(self, name: str) -> CardId:
        """The session's id of the case's initiative `name`; empty if it was not written."""
        return CardId(self.cards.get(name, ""))

    def cards_of(self, names: Iterable[str]) -> tuple[CardId, ...]:
        """The session's ids of those of the initiatives that were written."""
        return tuple(filter(None, (self.card(name) for name in names)))

    def filled(self) -> Iterator[tuple[Filled, CardId]]:
        """What the case says of the open activity's form, and what each entry is about."""
        activity = self.activity()
        fields = {field.key for field in activity.record.fields} if activity.record else set()
        for entry in self.case.filled:
            if entry.field in fields:
                yield entry, self.card(entry.initiative) if entry.initiative else GROUP
