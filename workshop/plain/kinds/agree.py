"""Agree: who does what, when, and what others can see first, asked for field by field."""

from __future__ import annotations

from prompts.methods.model import Kind
from sessions.agreements import steps_of_meeting
from sessions.commands import AddNextStep, EditNextStep, RemoveNextStep
from sessions.model import NextStep
from sessions.tally import RankedCard, shown_cards, vote_ranking
from workshop.plain.conversation.actions import Action
from workshop.plain.conversation.asking import Field
from workshop.plain.conversation.desk import Desk
from workshop.plain.kinds.steps import in_short, one_step, step_lines, when

MOST_PROPOSALS = 5
OWN_WORDS = "+"
NO_CARD = "-"
FIELDS = ("who", "what", "due", "first_visible_result", "resources", "help")
LONGEST = {"who": 80, "due": 40}


def _steps(desk: Desk) -> tuple[NextStep, ...]:
    return steps_of_meeting(desk.picture)


def _proposals(desk: Desk) -> tuple[RankedCard, ...]:
    for row in reversed(desk.picture.run_sheet()):
        activity = desk.live.method.activity(row.activity)
        if activity.kind is Kind.VOTE and row.revealed:
            ranked = vote_ranking(desk.picture, row.id, activity.deck)
            return tuple(item for item in ranked if item.dots)[:MOST_PROPOSALS]
    return ()


def show(desk: Desk) -> None:
    """The agreements; what most dots are on as long as there is none."""
    steps = _steps(desk)
    desk.say("panels.agree.status", n=len(steps))
    for number, step in enumerate(steps, start=1):
        desk.console.lines(step_lines(desk, number, step))
    if not steps:
        for item in _proposals(desk):
            desk.say("plain.agree.proposal", n=item.dots, card=desk.card_line(item.card))


async def _fields(desk: Desk, values: dict[str, str]) -> dict[str, str]:
    return await desk.form(
        Field(
            name,
            desk.words(f"panels.agree.{name}_field"),
            values.get(name, ""),
            needed=name == "what",
            longest=LONGEST.get(name, 400),
            reference=desk.date_reference if name == "due" else None,
        )
        for name in FIELDS
    )


async def _card(desk: Desk, current: str = "") -> str:
    """Which card the step belongs to, by its number; an empty line leaves it as it is."""
    deck = next((known.deck for known in desk.live.method.activities if known.kind is Kind.PLACE), "")
    cards = shown_cards(desk.picture, deck) if deck else ()
    numbers = {desk.number(card): card.id for card in cards}
    while cards:
        typed = (await desk.ask(desk.words("plain.agree.card"), "plain.agree.card-help")).casefold()
        if not typed:
            return current
        if typed == NO_CARD:
            return ""
        if typed in numbers:
            return numbers[typed]
        found = [card for card in cards if typed in card.text.casefold()]
        desk.list_cards(found or cards)
    return current


async def _what(desk: Desk) -> str:
    proposals = _proposals(desk)
    if not proposals:
        return ""
    choices = [(item.card.id, item.card.text) for item in proposals]
    choices.append((OWN_WORDS, desk.words("panels.agree.own_words")))
    key = await desk.choose(desk.words("panels.agree.ask_what"), choices)
    return next((item.card.text for item in proposals if item.card.id == key), "")


async def _add(desk: Desk) -> None:
    found = await _fields(desk, {"what": await _what(desk)})
    await desk.do(AddNextStep(**found, card=await _card(desk)))


async def _edit(desk: Desk) -> None:
    step = await one_step(desk, _steps(desk))
    values = {name: getattr(step, name) for name in FIELDS} | {"due": when(desk, step)}
    found = await _fields(desk, values)
    if found["due"] == values["due"]:
        found["due"] = step.due
    await desk.do(EditNextStep(step=step.id, **found, card=await _card(desk, step.card)))


async def _remove(desk: Desk) -> None:
    step = await one_step(desk, _steps(desk))
    if await desk.confirm(desk.words("panels.agree.ask_remove"), in_short(desk, step)):
        await desk.do(RemoveNextStep(step.id))


def _has_steps(desk: Desk) -> bool:
    return bool(_steps(desk))


ACTIONS = (
    Action("a", "plain.act.add-step", _add),
    Action("e", "plain.act.edit-step", _edit, _has_steps),
    Action("x", "plain.act.remove-step", _remove, _has_steps),
)
