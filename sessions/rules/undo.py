"""Undo and redo of the facilitator's acts."""

from __future__ import annotations

from sessions.commands import Redo, Undo
from sessions.errors import LeadingActError, NothingToRedoError, NothingToUndoError, Refused
from sessions.rules.decide import Context, Decision, rule
from sessions.rules.history import done_again, leads, taken_back
from sessions.state import Event


@rule(Undo)
def undo(context: Context, command: Undo) -> Decision:
    """Restore what the last act changed. The answer names the command that was undone
    and how many rows it had changed.

    Journalled even if everything had been changed back already: otherwise the acts before it could
    never be undone.
    """
    event = _checked(context.history.last(), command, NothingToUndoError)
    writes = taken_back(context.state, event)
    return Decision(writes, count=len(event.writes), act=event.command, always_kept=True)


@rule(Redo)
def redo(context: Context, command: Redo) -> Decision:
    """Redo what was last undone. The answer names the command."""
    event = _checked(context.history.last_undone(), command, NothingToRedoError)
    writes = done_again(context.state, event)
    return Decision(writes, count=len(event.writes), act=event.command, always_kept=True)


def _checked(event: Event | None, command: Undo | Redo, nothing: type[Refused]) -> Event:
    """The act to take back or do again. Raises `nothing` where there is none, and LeadingActError."""
    if event is None:
        raise nothing
    if leads(event) and not command.leading:
        raise LeadingActError
    return event
