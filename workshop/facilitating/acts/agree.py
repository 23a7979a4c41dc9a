"""Agree: who does what, when, and the first visible result."""

from __future__ import annotations

from prompts.methods.model import Kind
from sessions.command_answers import Accepted
from sessions.commands import EditNextStep, RemoveNextStep
from sessions.model import NextStep
from sessions.queries.agreements import steps_of_meeting
from sessions.queries.carrying import carried_texts, ranked_cards
from sessions.tallies.vote_tally import RankedCard
from workshop.facilitating.act import Act
from workshop.facilitating.acts.agreement_form import (
    add_command,
    card_in,
    edit_command,
    fields_for,
    in_short,
    step_choices,
    with_owner,
)
from workshop.facilitating.conversation import Conversation
from workshop.facilitating.shared_questions import edits, sends
from workshop.facilitating.situation import Situation

MOST_PROPOSALS = 5
MOST_HANDED_ON = 20
OWN_WORDS = "+"


def steps(situation: Situation) -> tuple[NextStep, ...]:
    """What this meeting has agreed, earliest first."""
    return steps_of_meeting(situation.state)


def proposals(situation: Situation) -> tuple[RankedCard, ...]:
    """The proposals with most dots in this meeting's last vote that was shown."""
    for row in reversed(situation.state.run_sheet()):
        activity = situation.method.activity(row.activity)
        if activity.kind is Kind.VOTE and row.revealed:
            ranked = ranked_cards(situation.state, row.id, activity)
            return tuple(item for item in ranked if item.dots)[:MOST_PROPOSALS]
    return ()


def agreed_texts(situation: Situation) -> frozenset[str]:
    """What this meeting's agreements are about, word for word: a proposal that is among them has one."""
    return frozenset(step.what for step in steps(situation))


def handed_on(situation: Situation) -> tuple[str, ...]:
    """What the activity's input hands on to be agreed; without an input the vote's proposals are offered."""
    activity = situation.activity
    found = carried_texts(situation.state, activity) if activity is not None else ()
    return tuple(dict.fromkeys(each.text for each in found))[:MOST_HANDED_ON]


async def _what(talk: Conversation) -> str:
    offered = handed_on(talk.situation)
    if offered:
        texts = {str(number): text for number, text in enumerate(offered)}
        choices = [*texts.items(), (OWN_WORDS, talk.words("panels.agree.own_words"))]
        chosen = await talk.choose(talk.words("panels.agree.ask_what"), choices, written=OWN_WORDS)
        return texts.get(chosen, "")
    found = proposals(talk.situation)
    if not found:
        return ""
    choices = [(item.card.id, _offered(talk, item)) for item in found]
    choices.append((OWN_WORDS, talk.words("panels.agree.own_words")))
    key = await talk.choose(talk.words("panels.agree.ask_what"), choices, written=OWN_WORDS)
    return next((item.card.text for item in found if item.card.id == key), "")


def _offered(talk: Conversation, item: RankedCard) -> str:
    """A proposal to choose. No dots first: beside the key that chooses, a number would be taken for one."""
    dots = talk.words("panels.agree.dots", n=item.dots)
    known = talk.words("panels.agree.has_one") if item.card.text in agreed_texts(talk.situation) else ""
    said = (talk.situation.number(item.card), dots, known, item.card.text)
    return " · ".join(part for part in said if part)


async def add(talk: Conversation) -> None:
    """Agree a next step, from a proposal or freely worded."""
    what, reference = await _what(talk), talk.date_reference
    adds = sends(talk, lambda filled: add_command(filled, reference, card_in(filled)))

    async def send(filled: dict[str, str]) -> Accepted | None:
        owned = await with_owner(talk, filled)
        return None if owned is None else await adds(owned)

    await talk.fill_in(talk.words("panels.agree.ask"), fields_for(talk, reference, what=what), send)


async def _step(talk: Conversation) -> NextStep:
    known = steps(talk.situation)
    choices = step_choices(known, talk.words.language)
    key = await talk.item(talk.words("plain.agree.which"), choices)
    return next(step for step in known if step.id == key)


async def edit(talk: Conversation) -> None:
    """Change an agreement."""
    step, reference = await _step(talk), talk.date_reference

    def command(seen: tuple[NextStep, ...], filled: dict[str, str]) -> EditNextStep:
        return edit_command(seen, filled, reference, card_in(filled, step.card), talk.words.language)

    changes = edits(talk, step, lambda state: state.next_steps.get(step.id), command)

    async def send(filled: dict[str, str]) -> Accepted | None:
        owned = await with_owner(talk, filled, step.who)
        return None if owned is None else await changes(owned)

    await talk.fill_in(talk.words("panels.agree.ask"), fields_for(talk, reference, step), send)


async def remove(talk: Conversation) -> None:
    """Remove an agreement, after asking."""
    step = await _step(talk)
    if await talk.confirm(talk.words("panels.agree.ask_remove"), in_short(step, talk.words.language)):
        await talk.send(RemoveNextStep(step.id))


def _has_steps(situation: Situation) -> bool:
    return bool(steps(situation))


ACTS = (
    Act("agree.add", add, keys=("a",), typed="a", rank=10),
    Act("agree.edit", edit, _has_steps, ("e", "enter"), "e", rank=20),
    Act("agree.remove", remove, _has_steps, ("x",), "x", rank=30),
)
