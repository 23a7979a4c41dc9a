"""Rules for the workshop's settings: its names, its votes, how phones join."""

from __future__ import annotations

from dataclasses import replace

from sessions.commands import EditWorkshop, RotateAccess, SetPort
from sessions.errors import BadCountError
from sessions.limits import LONGEST_TITLE
from sessions.rules.decide import Context, Decision, cleaned_line, optional_line, rule
from sessions.rules.meanwhile import edited
from sessions.state import put

MOST_DOTS = 20


@rule(EditWorkshop)
def edit_workshop(context: Context, command: EditWorkshop) -> Decision:
    if not (1 <= command.dots <= MOST_DOTS and 1 <= command.max_per_item <= command.dots):
        raise BadCountError(most=MOST_DOTS)
    workshop = edited(
        context.state.workshop,
        command.seen,
        title=cleaned_line(command.title, LONGEST_TITLE),
        organisation=optional_line(command.organisation, LONGEST_TITLE),
        group_name=optional_line(command.group_name, LONGEST_TITLE),
        dots=command.dots,
        max_per_item=command.max_per_item,
    )
    return Decision((put(context.state, workshop),))


@rule(RotateAccess)
def rotate_access(context: Context, command: RotateAccess) -> Decision:
    workshop = replace(context.state.workshop, join_secret=command.join_secret, join_code=command.join_code)
    return Decision((put(context.state, workshop),))


@rule(SetPort)
def set_port(context: Context, command: SetPort) -> Decision:
    return Decision((put(context.state, replace(context.state.workshop, port=command.port)),))
