"""Place: alone without results, then the discussion of the most split cards, then goals."""

from __future__ import annotations

from prompts.methods.model import Phase
from sessions.queries.progress import placing_progress
from sessions.tallies.tally import (
    CategoryCount,
    PlacementTally,
    most_split_first,
    second_round_is_open,
    tally_card,
)
from sessions.visibility import LEAST_COUNTED
from workshop.facilitating.acts.place import ACTS, talks
from workshop.facilitating.telling.placed_words import moved_words
from workshop.facilitating.telling.talk_time import talk_time_words
from workshop.live.verdict_words import verdict_in_words
from workshop.plain.conversation.actions import Action, actions_of
from workshop.plain.conversation.line_conversation import LineConversation
from workshop.plain.kinds.cards import cards_of

FIRST = 10


def show(desk: LineConversation) -> None:
    """Print people's progress; in the discussion, the cards that split the group most."""
    phase, cards = desk.activity.phase, cards_of(desk)
    if not cards:
        desk.say("panels.place.empty")
        return
    deck = desk.live.method.deck(desk.activity.deck)
    desk.console.line(f"{len(cards)} {deck.singular if len(cards) == 1 else deck.plural}")
    if phase is Phase.ALONE:
        _progress(desk, "plain.place.placed")
    elif phase is Phase.GOALS:
        goals = sum(bool(card.behaviour_goal) for card in cards)
        desk.say("panels.place.status_goals", count=goals, total=len(cards))
        desk.list_cards(cards)
    else:
        _talk(desk)


def _progress(desk: LineConversation, key: str) -> None:
    done = placing_progress(desk.state, desk.activity, desk.phones)
    desk.progress(key, done.everything, done.people, some=done.some)


def _tallies(desk: LineConversation) -> tuple[PlacementTally, ...]:
    return most_split_first(tally_card(desk.state, desk.activity, card) for card in cards_of(desk))


def _talk(desk: LineConversation, most: int = FIRST) -> None:
    tallies = _tallies(desk)
    if second_round_is_open(desk.state):
        desk.say("plain.place.second-open")
        _progress(desk, "panels.place.status_second")
    left = sum(not tally.card.agreed for tally in tallies)
    desk.say("plain.place.agreed", n=len(tallies) - left, total=len(tallies))
    if time := talk_time_words(desk.row, tallies, desk.words):
        desk.console.line(time)
    desk.say("plain.place.most-split")
    for tally in tallies[:most]:
        desk.console.line(_line(desk, tally))
    if len(tallies) > most:
        desk.say("plain.more-cards", n=len(tallies) - most)


def _line(desk: LineConversation, tally: PlacementTally) -> str:
    parts = [desk.card_line(tally.card).rstrip("."), _verdict(desk, tally)]
    if tally.cast:
        parts.append(_counts(desk, tally.final))
    if tally.card.agreed:
        parts.append(desk.words("plain.place.agreed-on", name=desk.named(tally.card.agreed)))
    return ". ".join(parts) + "."


def _verdict(desk: LineConversation, tally: PlacementTally) -> str:
    if tally.covered:
        return desk.words("panels.rate.too_few", n=tally.covered, least=LEAST_COUNTED).rstrip(".")
    if not tally.cast:
        return desk.words("panels.place.nobody")
    if tally.is_against_most and not tally.tied:  # by name: a sign is not read out
        name = desk.named(tally.leading)
        return desk.words("panels.place.alike_other", n=tally.alike, cast=tally.cast, approach=name)
    return verdict_in_words(tally, desk.activity, desk.words)


def _counts(desk: LineConversation, counts: tuple[CategoryCount, ...]) -> str:
    ranked = sorted((item for item in counts if item.count), key=lambda item: -item.count)
    return ", ".join(f"{item.count} {desk.named(item.category)}" for item in ranked)


async def _list(desk: LineConversation) -> None:
    """List all cards, most split first."""
    _talk(desk, most=10_000)


async def _closely(desk: LineConversation) -> None:
    """Print everything known about one card."""
    card = await desk.card(cards_of(desk))
    tally = tally_card(desk.state, desk.activity, card)
    desk.console.line(_line(desk, tally))
    if tally.again and tally.first_round.cast:
        desk.say("plain.place.first-round", counts=_counts(desk, tally.first))
        desk.console.line(moved_words(tally.moved, desk.words, at_least=tally.moved_at_least))
    if card.next_category:
        desk.say("plain.place.following", name=desk.named(card.next_category))
    for key, text in (("disagreement", card.disagreement), ("goal", card.behaviour_goal)):
        if text:
            desk.console.line(f"{desk.words(f'panels.place.{key}')} {text}")


ACTIONS = (
    Action("l", "plain.act.most-split", _list, lambda desk: talks(desk.situation)),
    Action("o", "plain.act.closely", _closely, lambda desk: talks(desk.situation)),
    *actions_of(ACTS),
)
