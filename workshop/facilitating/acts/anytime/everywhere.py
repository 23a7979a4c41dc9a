"""Acts available anywhere in a workshop: run sheet, clock, undo, minutes."""

from __future__ import annotations

import asyncio
from collections.abc import Set
from pathlib import Path
from typing import TYPE_CHECKING

from prompts.language.words import Words
from prompts.methods.kinds import traits_of
from prompts.methods.model import Kind
from sessions.commands import (
    CloseWorkshop,
    CollectEarly,
    ExtendTime,
    OpenInput,
    OpenNext,
    OpenPrevious,
    PauseClock,
    Redo,
    ReopenWorkshop,
    RevealInput,
    Undo,
)
from sessions.rules.clock_and_input import first_collection
from sessions.tallies.vote_tally import rating_spread, voters
from sessions.visibility import LEAST_COUNTED, early_collection, least_answers
from workshop.facilitating.act import Act
from workshop.facilitating.acts.anytime.next_meeting import next_meeting
from workshop.facilitating.acts.anytime.parking import park
from workshop.facilitating.acts.meeting_date import settle_date
from workshop.facilitating.availability import (
    can_be_shown,
    is_last,
    takes_input,
)
from workshop.facilitating.conversation import Conversation
from workshop.facilitating.leaving import what_leaving_does
from workshop.facilitating.ports import files_despite, sentence_of, texts_to_confirm
from workshop.facilitating.situation import Situation
from workshop.facilitating.stepping import activity_seen
from workshop.facilitating.telling.talk_time import talk_minutes_lacking
from workshop.machine.opener import NotOpenedError, open_path

if TYPE_CHECKING:
    from sessions.command_answers import Accepted

STEP_MINUTES = 2
"""What one press of plus or minus gives or takes."""
READABLE = (".docx", ".html", ".md")
"""Which of the minutes is opened, the best first: the one that is sent on."""
MOST_ASKED, LONGEST_ASKED = 5, 64
"""How many texts a question shows, and how much of each."""


async def go_on(talk: Conversation) -> None:
    """Go to the next activity; after the last one, offer to finish."""
    seen, state = activity_seen(talk.session.live), talk.situation.state
    if is_last(state) and seen == (state.workshop.current or ""):
        await finish(talk)
        return
    await settle_date(talk)
    if await talk.send(OpenNext(seen)) is not None:
        talk.moved_on()


async def go_back(talk: Conversation) -> None:
    """Go back one activity."""
    if await talk.send(OpenPrevious(activity_seen(talk.session.live))) is not None:
        talk.moved_on()


async def extend(talk: Conversation) -> None:
    """Add two minutes, or what the talk about split cards lacks."""
    await talk.send(ExtendTime(talk_minutes_lacking(talk.situation) or STEP_MINUTES))


async def shorten(talk: Conversation) -> None:
    """Take two minutes off."""
    await talk.send(ExtendTime(-STEP_MINUTES))


async def pause(talk: Conversation) -> None:
    """Stop the clock, or let it run again."""
    row = talk.situation.scheduled
    if row is not None:
        await talk.send(PauseClock(bool(row.running_since)))


async def open_or_close(talk: Conversation) -> None:
    """Open or close input from phones."""
    row = talk.situation.scheduled
    if row is None:
        is_open = early_collection(talk.situation.state) is not None
        if await talk.send(CollectEarly(not is_open)) is not None:
            talk.tell("terminal.said.closed" if is_open else "terminal.said.collecting")
    elif await talk.send(OpenInput(not row.input_open)) is not None:
        talk.tell("terminal.said.closed" if row.input_open else "terminal.said.opened")


async def reveal(talk: Conversation) -> None:
    """Show everybody's input, or hide it."""
    row = talk.situation.scheduled
    if row is not None and await talk.send(RevealInput(not row.revealed)) is not None:
        talk.tell(
            f"terminal.said.{'hidden' if row.revealed else _seen_now(talk.situation)}",
            n=_least_for(talk.situation),
        )


def _seen_now(situation: Situation) -> str:
    """What a reveal has shown: texts, numbers, or nothing yet because too few have answered."""
    state, method, row, activity = situation.state, situation.method, situation.scheduled, situation.activity
    if row is None or activity is None or "cards" in traits_of(activity.kind).given:
        return "revealed"
    if activity.kind is Kind.RATE:
        answers = [
            rating_spread(state, method, row, statement.key).answers for statement in activity.statements
        ]
    elif activity.kind is Kind.VOTE:
        answers = [voters(state, row.id)]
    else:
        return "revealed"
    return "revealed-numbers" if max(answers, default=0) >= _least_for(situation) else "too-few"


def _least_for(situation: Situation) -> int:
    """From how many answers the numbers of the activity on the projector are told."""
    activity = situation.activity
    is_vote = activity is not None and activity.kind is Kind.VOTE
    return LEAST_COUNTED if is_vote else least_answers(situation.state)


async def freeze(talk: Conversation) -> None:
    """Hold the group's own screen still, or let it follow again."""
    session = talk.session
    attached = session.live.attached
    if not (attached.audience or attached.frozen):
        talk.tell("cockpit.said.no-audience", warning=True)
        return
    session.freeze(not attached.frozen)
    talk.tell("cockpit.said.let-go" if attached.frozen else "cockpit.said.frozen")


async def _undo(talk: Conversation, command: Undo) -> None:
    hidden = {card.id for card in talk.situation.hidden_cards}
    answer = await talk.send(command)
    if answer is not None:
        again = REDO if command.leading else REDO_CONTENT
        typed = talk.key_of(again) or talk.key_of(REDO)
        talk.tell("terminal.said.undone", act=_hiding(talk, answer, hidden), typed=typed)


async def _redo(talk: Conversation, command: Redo) -> None:
    answer = await talk.send(command)
    if answer is not None:
        talk.tell("terminal.said.redone", act=_act_name(answer, talk.words))


async def undo(talk: Conversation) -> None:
    """Undo the last act, and say which it was."""
    await _undo(talk, Undo())


async def undo_content(talk: Conversation) -> None:
    """Undo, but never an act that moved the workshop: a letter key is too easy to hit for that."""
    await _undo(talk, Undo(leading=False))


async def redo(talk: Conversation) -> None:
    """Redo the last undone act, and say which it was."""
    await _redo(talk, Redo())


def _hiding(talk: Conversation, answer: Accepted, hidden: Set[str]) -> str:
    """The name of the undone act; of one that hid a card or showed it again, which of both and which card.

    `hidden` are the cards that were hidden before it was undone.
    """
    situation = talk.situation
    cards = (*situation.cards, *situation.hidden_cards)
    changed = [card for card in cards if card.hidden != (card.id in hidden)]
    if answer.act != "HideCard" or len(changed) != 1:
        return _act_name(answer, talk.words)
    done = "shown" if changed[0].hidden else "hidden"
    return talk.words(f"terminal.done-to.card-{done}", card=situation.number(changed[0]))


def _act_name(answer: Accepted, words: Words) -> str:
    """The name of the act that was undone or redone, as the facilitator knows it."""
    known = words.under("terminal.done.")
    found = {name.partition(".")[0] for name in known}
    return words(f"terminal.done.{answer.act if answer.act in found else 'other'}", n=answer.count)


async def redo_content(talk: Conversation) -> None:
    """Redo, but never an act that moves the workshop: a letter key is too easy to hit for that."""
    await _redo(talk, Redo(leading=False))


async def write_minutes(talk: Conversation) -> None:
    """Write the minutes now, and say where they are."""
    with talk.writing():
        files = await _written(talk, confirmed=False)
    talk.files_written(files)


async def open_minutes(talk: Conversation) -> None:
    """Open the minutes in the program that this computer has for them; write them first where need be."""
    if not talk.session.minutes:
        await write_minutes(talk)
    best = min(talk.session.minutes, key=_how_well_read, default=None)
    if best is None:
        return
    try:
        await asyncio.to_thread(open_path, best)
    except NotOpenedError as problem:
        talk.say_sentence(problem.sentence(talk.words), error=True)
    else:
        talk.tell("terminal.said.opening", name=best.name)


def _how_well_read(file: Path) -> int:
    return READABLE.index(file.suffix) if file.suffix in READABLE else len(READABLE)


async def _written(talk: Conversation, *, confirmed: bool) -> tuple[Path, ...]:
    talk.tell("terminal.said.writing")
    try:
        return await talk.session.write_minutes(confirmed=confirmed)
    except Exception as problem:
        texts = texts_to_confirm(problem)
        if not texts or confirmed:
            talk.say_sentence(sentence_of(problem, talk.words), error=True)
            return files_despite(problem)
        return await _written(talk, confirmed=True) if await may_stand_there(talk, texts) else ()


async def may_stand_there(talk: Conversation, texts: tuple[str, ...]) -> bool:
    """Ask whether text that looks like personal numbers may be written. The default is to go back."""
    words = talk.words
    listed = [f"– {text[:LONGEST_ASKED]}" for text in texts[:MOST_ASKED]]
    if len(texts) > MOST_ASKED:
        listed.append(words("terminal.personal.more", n=len(texts) - MOST_ASKED))
    choices = [(key, words(f"terminal.personal.{key}")) for key in ("back", "write")]
    note = "\n".join([words("terminal.personal.note"), "", *listed])
    title = words("terminal.personal.question")
    return await talk.choose(title, choices, note=note, current="back") == "write"


async def finish(talk: Conversation) -> None:
    """End the workshop after asking, and write the minutes."""
    words = talk.words
    if not await talk.confirm(words("terminal.finish.question"), words("terminal.finish.detail")):
        return
    if await talk.send(CloseWorkshop()) is not None:
        await write_minutes(talk)
        talk.moved_on()


async def reopen(talk: Conversation) -> None:
    """Open a finished workshop again."""
    if await talk.send(ReopenWorkshop()) is not None:
        talk.moved_on()


async def leave(talk: Conversation) -> None:
    """Ask before leaving: phones are disconnected then."""
    words = talk.words
    choices = [(key, words(f"terminal.leave.{key}")) for key in ("stay", "home", "quit")]
    answer = await talk.choose(
        words("terminal.leave.question"),
        choices,
        note=what_leaving_does(talk.session, words),
        current="stay",
        careful=True,
    )
    if answer != "stay":
        talk.leave_for(answer)


def _is_open(situation: Situation) -> bool:
    return not situation.closed


def _in_activity(situation: Situation) -> bool:
    return situation.scheduled is not None


def _takes_input(situation: Situation) -> bool:
    activity = situation.activity
    if activity is None:
        return first_collection(situation.state, situation.method) is not None
    return takes_input(activity)


def _can_be_shown(situation: Situation) -> bool:
    activity = situation.activity
    return activity is not None and can_be_shown(activity)


def _is_closed(situation: Situation) -> bool:
    return situation.closed


DRIVING = (
    Act("everywhere.next", go_on, _is_open, ("pagedown", "ctrl+n"), "n", rank=1, once=True),
    Act("everywhere.previous", go_back, _in_activity, ("pageup", "ctrl+b"), "b", rank=12, once=True),
    Act("everywhere.extend", extend, _in_activity, ("plus",), "+", rank=6, at_once=True),
    Act("everywhere.shorten", shorten, _in_activity, ("minus",), "-", shown=False, at_once=True),
    Act("everywhere.pause", pause, _in_activity, ("ctrl+t",), ".", rank=11),
    Act("everywhere.input", open_or_close, _takes_input, ("ctrl+o",), "i", rank=4),
    Act("everywhere.reveal", reveal, _can_be_shown, ("ctrl+r",), "r", rank=3),
    Act("everywhere.freeze", freeze, keys=("ctrl+f",), typed="F", rank=2, once=True),
)
"""What moves the workshop on, shows, opens or shuts has a key that no text contains: a sentence typed or
pasted over the wall must never do it. A presenter's clicker sends the page keys."""

REDO = Act("everywhere.redo", redo, keys=("ctrl+y",), typed="U", shown=False)
REDO_CONTENT = Act("everywhere.redo-content", redo_content, keys=("U",), shown=False, at_once=True)

KEEPING = (
    Act("everywhere.undo", undo, keys=("ctrl+u",), typed="u", rank=5),
    REDO,
    Act("everywhere.undo-content", undo_content, keys=("u",), shown=False, at_once=True),
    REDO_CONTENT,
    Act("everywhere.next-meeting", next_meeting, keys=("M",), typed="M", shown=False),
    Act("everywhere.park", park, _is_open, ("P",), shown=False),
    Act("everywhere.minutes", write_minutes, keys=("w",), typed="w", rank=10, at_once=True),
    Act("everywhere.open-minutes", open_minutes, _is_closed, ("ctrl+w",), "o", rank=2, once=True),
    Act("everywhere.finish", finish, _is_open, ("ctrl+e",), "S", rank=14),
    Act("everywhere.reopen", reopen, _is_closed, (), "A", rank=60),
    Act("everywhere.leave", leave, keys=("ctrl+q", "ctrl+c"), typed="0", shown=False),
)
