"""What one workshop holds, in a few figures: how far it has come, its open agreements, its next date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from prompts.language.cleaning import clean_line
from sessions.model import ActivityStatus, WorkshopStatus
from sessions.queries.agreements import is_overdue, open_steps
from sessions.storage.session_file import peek
from sessions.storage.store import read_state
from sessions.table_shapes import standing_in
from workshop.archive.anonymise import may_let_go
from workshop.live.method_files import load_method_of


@dataclass(frozen=True, slots=True)
class WorkshopSummary:
    """What a list says of the chosen workshop.

    Attributes:
        status: `lobby`, `running` or `closed`.
        activity: The title of the activity it stands at; empty in the lobby and after the end.
        number: Its place in the run sheet, from 1; 0 for none.
        total: How many activities the run sheet has, skipped ones left out.
        cards: How many cards stand, those merged, hidden or withdrawn not counted.
        agreements: How many agreements are open.
        overdue: How many of them should have been done before today.
        next_due: The first date of an open agreement from today on.
        may_let_go: Whether the last planned follow-up is so long ago that the raw material can go.
    """

    status: str
    activity: str
    number: int
    total: int
    cards: int
    agreements: int
    overdue: int
    next_due: date | None
    may_let_go: bool = False


def summary_of(session: Path, today: date) -> WorkshopSummary:
    """Read a session file, which may be open elsewhere. Raises StorageError, MethodError."""
    shown = peek(session)
    state, method = read_state(session), load_method_of(session, shown.method, shown.language)
    sheet = [row for row in state.run_sheet() if row.status is not ActivityStatus.SKIPPED]
    current = state.current() if state.workshop.status is WorkshopStatus.RUNNING else None
    steps = open_steps(state)
    return WorkshopSummary(
        status=shown.status,
        activity=clean_line(method.activity(current.activity).title) if current else "",
        number=next((at for at, row in enumerate(sheet, start=1) if current and row.id == current.id), 0),
        total=len(sheet),
        cards=sum(standing_in(card) is not None for card in state.cards),
        agreements=len(steps),
        overdue=sum(is_overdue(step, today) for step in steps),
        next_due=min((step.due for step in steps if step.due and step.due >= today), default=None),
        may_let_go=may_let_go(state, method, today),
    )
