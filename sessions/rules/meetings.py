"""Follow-ups: the next meeting of the same group, in the same file."""

from __future__ import annotations

from dataclasses import replace

from sessions.commands import StartRound
from sessions.model import Meeting, WorkshopStatus
from sessions.rules.clock_and_input import left
from sessions.rules.decide import Context, Decision, rule
from sessions.rules.people import active_participants
from sessions.rules.planning import planned_rows
from sessions.state import RowWrite, put


@rule(StartRound)
def start_round(context: Context, command: StartRound) -> Decision:
    """Begin a follow-up: a new run sheet in the same file; cards and agreements stay.

    After a close everybody has gone home and joins anew. Where nobody closed, those who are here
    go on into the next meeting.
    """
    workshop = context.state.workshop
    meeting = Meeting(
        round=workshop.round + 1,
        date=command.date or context.now.date(),
        run_sheet=command.run_sheet,
    )
    rows = planned_rows(context.method, command.run_sheet, command.packs, meeting.round, context.new_id)
    begun = replace(
        workshop,
        round=meeting.round,
        date=meeting.date,
        run_sheet=command.run_sheet,
        status=WorkshopStatus.LOBBY,
        current=None,
        closed_at=None,
    )
    writes: list[RowWrite] = [*left(context), put(context.state, begun), put(context.state, meeting)]
    writes += [put(context.state, row) for row in rows]
    if workshop.status is not WorkshopStatus.CLOSED:
        here = active_participants(context.state)
        writes += [put(context.state, replace(row, round=meeting.round)) for row in here]
    return Decision(tuple(writes))
