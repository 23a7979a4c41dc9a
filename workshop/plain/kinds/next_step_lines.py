"""Next steps as lines, shared by agree and review."""

from __future__ import annotations

from collections.abc import Iterator

from sessions.model import NextStep
from sessions.queries.agreements import missing_in
from workshop.facilitating.acts.agreement_form import in_short
from workshop.plain.conversation.line_conversation import LineConversation


def step_lines(desk: LineConversation, number: int, step: NextStep) -> Iterator[str]:
    """A step and its missing fields, as lines."""
    words = desk.words
    yield f"{number} {in_short(step, words.language)}"
    for name in ("first_visible_result", "resources", "help"):
        if getattr(step, name):
            yield f"{words(f'panels.agree.{name}_label')} {getattr(step, name)}"
    lacking = [words(f"panels.agree.{name}_name") for name in missing_in(step)]
    if lacking:
        yield words("plain.agree.lacking", fields=", ".join(lacking))
