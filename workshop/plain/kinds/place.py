"""Place: alone without results, then the talk about what splits the group most, then goals."""

from __future__ import annotations

from prompts.methods.model import Phase
from sessions.commands import (
    AcceptAgreed,
    AgreePlacement,
    CountHands,
    EndSecondRound,
    NoteDisagreement,
    SetBehaviourGoal,
    StartSecondRound,
)
from sessions.progress import placing_progress
from sessions.tally import (
    CategoryCount,
    PlacementTally,
    most_split_first,
    placement_rounds,
    second_round_is_open,
    tally_card,
    tally_deck,
)
from workshop.plain.conversation.actions import Action
from workshop.plain.conversation.desk import Desk
from workshop.plain.kinds.cards import cards_of

LONGEST_NOTE = 400
FIRST = 10
NO_CATEGORY = "-"


def show(desk: Desk) -> None:
    """How far people are; in the talk the cards that split the group most."""
    phase, cards = desk.activity.phase, cards_of(desk)
    desk.say("plain.place.cards", n=len(cards))
    if phase is Phase.ALONE:
        _progress(desk, "plain.place.placed")
    elif phase is Phase.GOALS:
        goals = sum(bool(card.behaviour_goal) for card in cards)
        desk.say("panels.place.status_goals", count=goals, total=len(cards))
        desk.list_cards(cards)
    else:
        _talk(desk)


def _progress(desk: Desk, key: str) -> None:
    done = placing_progress(desk.picture, desk.activity.deck, desk.phones)
    desk.say(key, n=done.everything, total=done.people, some=done.some)


def _tallies(desk: Desk) -> tuple[PlacementTally, ...]:
    return most_split_first(tally_deck(desk.picture, desk.live.method, desk.activity.deck))


def _talk(desk: Desk, most: int = FIRST) -> None:
    tallies = _tallies(desk)
    if second_round_is_open(desk.picture):
        desk.say("plain.place.second-open")
        _progress(desk, "panels.place.status_second")
    left = sum(not tally.card.agreed for tally in tallies)
    desk.say("plain.place.agreed", n=len(tallies) - left, total=len(tallies))
    if not tallies:
        desk.say("panels.place.empty")
        return
    desk.say("plain.place.most-split")
    for tally in tallies[:most]:
        desk.console.line(_line(desk, tally))
    if len(tallies) > most:
        desk.say("plain.more-cards", n=len(tallies) - most)


def _line(desk: Desk, tally: PlacementTally) -> str:
    parts = [desk.card_line(tally.card).rstrip("."), _verdict(desk, tally)]
    if tally.cast:
        parts.append(_counts(desk, tally.final))
    if tally.card.agreed:
        parts.append(desk.words("plain.place.agreed-on", name=desk.named(tally.card.agreed)))
    return ". ".join(parts) + "."


def _verdict(desk: Desk, tally: PlacementTally) -> str:
    if not tally.cast:
        return desk.words("panels.place.nobody")
    return desk.words("panels.place.alike", n=tally.alike, cast=tally.cast)


def _counts(desk: Desk, counts: tuple[CategoryCount, ...]) -> str:
    ranked = sorted((item for item in counts if item.count), key=lambda item: -item.count)
    return ", ".join(f"{item.count} {desk.named(item.category)}" for item in ranked)


async def _list(desk: Desk) -> None:
    """All of them, most split first."""
    _talk(desk, most=10_000)


async def _closely(desk: Desk) -> None:
    """Everything there is to say about one card."""
    card = await desk.one_card(cards_of(desk))
    tally = tally_card(desk.picture, desk.live.method, card)
    desk.console.line(_line(desk, tally))
    if tally.again:
        desk.say("plain.place.first-round", counts=_counts(desk, tally.first))
        desk.say("panels.place.moved", n=tally.moved)
    if card.next_category:
        desk.say("plain.place.following", name=desk.named(card.next_category))
    for key, text in (("disagreement", card.disagreement), ("goal", card.behaviour_goal)):
        if text:
            desk.console.line(f"{desk.words(f'panels.place.{key}')} {text}")


async def _accept(desk: Desk) -> None:
    answer = await desk.send(AcceptAgreed())
    if answer is not None:
        count = int(answer.subject or 0)
        desk.say("panels.place.accepted" if count else "panels.place.accepted_none", n=count)


async def _agree(desk: Desk) -> None:
    card = await desk.one_card(cards_of(desk))
    choices = [*desk.category_choices(), (NO_CATEGORY, desk.words("panels.place.rest"))]
    key = await desk.choose(desk.card_line(card), choices)
    category = "" if key == NO_CATEGORY else key
    following = card.next_category if category and category != card.next_category else ""
    await desk.do(AgreePlacement(card.id, category, following), "plain.place.now", name=desk.named(category))


async def _second_round(desk: Desk) -> None:
    if not second_round_is_open(desk.picture):
        await desk.do(StartSecondRound(), "plain.place.second-started")
    elif await desk.send(EndSecondRound()) is not None:
        desk.say("panels.place.moved", n=sum(tally.moved for tally in _tallies(desk)))


async def _disagree(desk: Desk) -> None:
    card = await desk.one_card(cards_of(desk))
    label = desk.words("panels.place.ask_disagreement")
    await desk.do(NoteDisagreement(card.id, await desk.text(label, card.disagreement, longest=LONGEST_NOTE)))


async def _goal(desk: Desk) -> None:
    card = await desk.one_card(cards_of(desk))
    label = desk.words("panels.place.ask_goal")
    await desk.do(
        SetBehaviourGoal(card.id, await desk.text(label, card.behaviour_goal, longest=LONGEST_NOTE))
    )


async def _hands(desk: Desk) -> None:
    card = await desk.one_card(cards_of(desk))
    first, _ = placement_rounds(desk.picture.workshop.round)
    wanted = desk.row.placement_round or first
    rows = desk.picture.hand_counts.where("subject", card.id)
    now = {row.choice: row.count for row in rows if row.round == wanted and not row.scheduled}
    for known in desk.live.method.categories:
        count = await desk.count(known.title, now.get(known.key, 0))
        if count != now.get(known.key, 0):
            await desk.do(CountHands(card.id, known.key, count))


async def _following(desk: Desk) -> None:
    agreed = [card for card in cards_of(desk) if card.agreed]
    card = await desk.one_card(agreed)
    choices = [choice for choice in desk.category_choices() if choice[0] != card.agreed]
    choices.append((NO_CATEGORY, desk.words("panels.place.no_following")))
    key = await desk.choose(desk.words("panels.place.ask_following"), choices)
    await desk.do(AgreePlacement(card.id, card.agreed, "" if key == NO_CATEGORY else key))


def _talks(desk: Desk) -> bool:
    return desk.activity.phase is Phase.TALK


ACTIONS = (
    Action("l", "plain.act.most-split", _list, _talks),
    Action("o", "plain.act.closely", _closely, _talks),
    Action("a", "plain.act.accept", _accept, _talks),
    Action("t", "plain.act.agree-place", _agree, _talks),
    Action("s", "plain.act.second-round", _second_round, _talks),
    Action("x", "plain.act.disagreement", _disagree, _talks),
    Action("g", "plain.act.goal", _goal, lambda desk: desk.activity.phase is not Phase.ALONE),
    Action("k", "plain.act.hands", _hands, lambda desk: desk.activity.phase is not Phase.GOALS),
    Action("c", "plain.act.following", _following, _talks),
)
