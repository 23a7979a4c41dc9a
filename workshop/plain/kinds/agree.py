"""Agree: who does what, when, and the first visible result, asked for field by field."""

from __future__ import annotations

from sessions.queries.agreements import open_steps
from workshop.facilitating.acts.agree import ACTS, handed_on, proposals, steps
from workshop.plain.conversation.actions import actions_of
from workshop.plain.conversation.line_conversation import LineConversation
from workshop.plain.kinds.next_step_lines import step_lines


def show(desk: LineConversation) -> None:
    """Print the agreements, or the proposals with most dots if there are none yet."""
    known = steps(desk.situation)
    earlier = len(open_steps(desk.state))
    if earlier and not known:
        desk.say("panels.agree.none_new", n=earlier)
    else:
        desk.say("panels.agree.status", n=len(known))
    for number, step in enumerate(known, start=1):
        desk.console.lines(step_lines(desk, number, step))
    offered = handed_on(desk.situation)
    if offered:
        desk.say("panels.agree.handed_on")
        desk.console.lines(f"– {text}" for text in offered)
    elif not known:
        for item in proposals(desk.situation):
            desk.say("plain.agree.proposal", n=item.dots, card=desk.card_line(item.card))


ACTIONS = actions_of(ACTS)
