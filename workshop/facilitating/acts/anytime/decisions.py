"""Decisions: what the group decided, from anywhere in the workshop and from the vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompts.language.words import Words
from sessions.commands import (
    ConfirmDecision,
    EditDecision,
    MoveDecision,
    RemoveDecision,
    ReviewDecision,
    TieDecision,
)
from sessions.limits import LONGEST_DECISION, LONGEST_FIELD
from sessions.model import DecisionStatus, GroupDecision
from sessions.queries.decisions import decision_on, decisions, steps_of_decision
from workshop.facilitating.act import Act
from workshop.facilitating.conversation import Conversation, Field
from workshop.facilitating.situation import Situation

if TYPE_CHECKING:
    from sessions.command_answers import Accepted


def listed(situation: Situation) -> tuple[GroupDecision, ...]:
    """The decisions in their order."""
    return decisions(situation.state)


def about(situation: Situation, row: GroupDecision, words: Words) -> str:
    """What is known of a decision in a few words: who carries it out, and whether it still stands."""
    steps = steps_of_decision(situation.state, row.id)
    who = ", ".join(step.who for step in steps if step.who)
    status = "" if row.status is DecisionStatus.STANDS else words(f"terminal.decisions.{row.status.value}")
    return " · ".join(part for part in (who, status) if part)


def _text(talk: Conversation, value: str = "") -> Field:
    return Field("text", talk.words("terminal.decisions.text"), value, longest=LONGEST_DECISION)


async def _decision(talk: Conversation) -> GroupDecision:
    known = listed(talk.situation)
    key = await talk.item(talk.words("plain.decisions.which"), [(row.id, row.text) for row in known])
    return next(row for row in known if row.id == key)


async def add(talk: Conversation) -> None:
    """Write down a decision."""

    async def send(filled: dict[str, str]) -> Accepted | None:
        return await talk.send(ConfirmDecision(filled["text"]))

    await talk.fill_in(talk.words("terminal.decisions.add-title"), (_text(talk),), send)


async def edit(talk: Conversation) -> None:
    """Change the wording."""
    row = await _decision(talk)

    async def send(filled: dict[str, str]) -> Accepted | None:
        return await talk.send(EditDecision(row.id, filled["text"]))

    await talk.fill_in(talk.words("terminal.decisions.edit-title"), (_text(talk, row.text),), send)


async def earlier(talk: Conversation) -> None:
    """Move it up."""
    await talk.send(MoveDecision((await _decision(talk)).id, -1))


async def later(talk: Conversation) -> None:
    """Move it down."""
    await talk.send(MoveDecision((await _decision(talk)).id, 1))


async def tie(talk: Conversation) -> None:
    """Choose the agreements that carry it out."""
    row, state = await _decision(talk), talk.situation.state
    steps = [step for step in state.next_steps if not step.removed]
    tied = [step.id for step in steps_of_decision(state, row.id)]
    choices = [(step.id, ": ".join(part for part in (step.who, step.what) if part)) for step in steps]
    title = talk.words("terminal.decisions.tie-title")
    chosen = await talk.choose_some(title, choices, proposed=tied, note=row.text[:200])
    await talk.send(TieDecision(row.id, tuple(step.id for step in steps if step.id in chosen)))


async def review(talk: Conversation) -> None:
    """Say whether it still stands, and what was learned."""
    row, words = await _decision(talk), talk.words
    choices = [(status.value, words(f"terminal.decisions.{status.value}")) for status in DecisionStatus]
    status = await talk.choose(row.text[:200], choices, current=row.status.value)

    async def send(filled: dict[str, str]) -> Accepted | None:
        return await talk.send(ReviewDecision(row.id, DecisionStatus(status), filled["learning"]))

    label = words("terminal.decisions.learning")
    field = Field("learning", label, row.learning, optional=True, longest=LONGEST_FIELD)
    await talk.fill_in(words("terminal.decisions.review-title"), (field,), send, note=row.text[:200])


async def remove(talk: Conversation) -> None:
    """Remove it, after asking."""
    row = await _decision(talk)
    if await talk.confirm(talk.words("terminal.decisions.sure"), row.text[:200]):
        await talk.send(RemoveDecision(row.id))


async def confirm(talk: Conversation) -> None:
    """Make the chosen proposal a decision, in its own words."""
    card = await talk.card(talk.situation.cards)
    if decision_on(talk.situation.state, card.id) is not None:
        talk.tell("terminal.decisions.already")
    elif await talk.send(ConfirmDecision(card=card.id)) is not None:
        talk.tell("terminal.decisions.confirmed")


def _has_any(situation: Situation) -> bool:
    return bool(listed(situation))


def _has_several(situation: Situation) -> bool:
    return len(listed(situation)) > 1


def _can_be_tied(situation: Situation) -> bool:
    return _has_any(situation) and any(not step.removed for step in situation.state.next_steps)


def _is_follow_up(situation: Situation) -> bool:
    meeting = situation.state.workshop.meeting
    return any(row.meeting < meeting for row in listed(situation))


def _is_shown(situation: Situation) -> bool:
    return situation.revealed and bool(situation.cards)


ACTS = (
    Act("decisions.add", add, keys=("a", "B"), typed="a", rank=1),
    Act("decisions.edit", edit, _has_any, ("e", "enter"), "e", rank=3),
    Act("decisions.tie", tie, _can_be_tied, ("g",), "g", rank=2),
    Act("decisions.review", review, _is_follow_up, ("s",), "s", rank=4),
    Act("decisions.earlier", earlier, _has_several, ("K", "shift+up"), "o", rank=6, at_once=True),
    Act("decisions.later", later, _has_several, ("J", "shift+down"), "n", rank=7, at_once=True),
    Act("decisions.remove", remove, _has_any, ("x", "delete"), "x", rank=5),
)
CONFIRM = Act("vote.confirm", confirm, _is_shown, ("b",), "e", rank=12, at_once=True)
"""Beside the vote's own acts: the winner becomes a decision with one key."""
