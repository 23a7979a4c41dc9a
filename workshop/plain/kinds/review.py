"""Review: progress on earlier meetings' agreements, and what was learned."""

from __future__ import annotations

from collections.abc import Iterator

from prompts.language.formatting import long_date
from sessions.model import StepReview
from sessions.queries.agreements import reviews_of
from workshop.facilitating.acts.review import ACTS, steps
from workshop.plain.conversation.actions import actions_of
from workshop.plain.conversation.line_conversation import LineConversation
from workshop.plain.kinds.next_step_lines import step_lines


def show(desk: LineConversation) -> None:
    """Print the agreements with status and learning."""
    known = steps(desk.situation)
    if not known:
        desk.say("panels.review.empty")
    for number, step in enumerate(known, start=1):
        desk.console.lines(step_lines(desk, number, step))
        desk.say(f"panels.review.{step.status.value}")
        for review in reviews_of(desk.state, step.id):
            desk.console.lines(_told(desk, review))


def _told(desk: LineConversation, review: StepReview) -> Iterator[str]:
    """A meeting's review of an agreement, apart from the status."""
    words, now = desk.words, review.meeting == desk.state.workshop.meeting
    earlier = "" if now else words("panels.review.earlier", n=review.meeting)
    decided = earlier or words("panels.review.decided")
    if review.learning:
        yield f"{earlier or words('panels.review.learned')} {review.learning}"
    if review.due is not None:
        yield f"{decided} {words('panels.review.moved', date=long_date(review.due, words.language))}"
    if review.category:
        yield f"{decided} {words('panels.review.new-approach', name=desk.named(review.category))}"


ACTIONS = actions_of(ACTS)
