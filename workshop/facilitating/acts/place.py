"""Place: agreeing on each card's category, a second round, notes and goals."""

from __future__ import annotations

from collections.abc import Sequence

from prompts.methods.model import Kind, Phase
from sessions.commands import (
    AcceptAgreed,
    AgreePlacement,
    AgreePlacements,
    CountHands,
    EndSecondRound,
    NoteDisagreement,
    SetBehaviourGoal,
    StartSecondRound,
)
from sessions.limits import LONGEST_NOTE
from sessions.model import Card
from sessions.queries.origins import with_origin
from sessions.state import State
from sessions.tallies.placed_cards import card_in
from sessions.tallies.tally import (
    moved_by_hand,
    people_who_moved,
    placed_again,
    placement_rounds,
    second_round_is_open,
)
from workshop.facilitating.act import Act
from workshop.facilitating.acts.cards import hide
from workshop.facilitating.acts.choosing import CHOOSE, DIVIDE
from workshop.facilitating.choices import category_choices
from workshop.facilitating.conversation import Conversation
from workshop.facilitating.shared_questions import NONE, count_hands, count_table, edits, write_text
from workshop.facilitating.situation import Situation
from workshop.facilitating.telling.placed_words import moved_words


def phase(situation: Situation) -> Phase | None:
    """The phase of the place activity; None if nothing is being placed."""
    activity = situation.activity
    return None if activity is None else activity.phase


def talks(situation: Situation) -> bool:
    """Whether the group is discussing its placements."""
    return phase(situation) is Phase.TALK


def _talks_of_approaches(situation: Situation) -> bool:
    """Whether the group is discussing the method's own categories; none of another set follows on one."""
    activity = situation.activity
    return talks(situation) and activity is not None and not activity.category_set.key


def _title(talk: Conversation, card: Card) -> str:
    return f"{talk.situation.number(card)}  {with_origin(card)}"


async def agree_in(talk: Conversation, category: str | None, cards: Sequence[Card]) -> bool:
    """Agree on `category` (None for none) for `cards` in one act; whether it was accepted."""
    ids = tuple(card.id for card in cards)
    return bool(ids) and await talk.send(AgreePlacements(ids, category)) is not None


async def agree(talk: Conversation) -> None:
    """Agree on a category for the selected cards."""
    cards = await talk.some_cards(talk.situation.cards)
    choices = [*category_choices(talk.situation.categories), (NONE, talk.words("panels.place.rest"))]
    key = await talk.choose(_title(talk, cards[0]), choices)
    await agree_in(talk, None if key == NONE else key, cards)


async def unplace(talk: Conversation) -> None:
    """Remove the agreed category of the selected cards."""
    await agree_in(talk, None, await talk.some_cards(talk.situation.cards))


async def accept(talk: Conversation) -> None:
    """Agree every card on which at least three in four chose the same category."""
    answer = await talk.send(AcceptAgreed())
    if answer is not None:
        count = answer.count
        talk.tell("panels.place.accepted" if count else "panels.place.accepted_none", n=count)


async def second_round(talk: Conversation) -> None:
    """Start the second round, or end it."""
    if not second_round_is_open(talk.situation.state):
        if await talk.send(StartSecondRound()) is not None:
            talk.tell("panels.place.second_started", typed=talk.key_of(SECOND_ROUND))
    elif await talk.send(EndSecondRound()) is not None:
        activity = talk.situation.activity
        if activity is not None:
            state = talk.situation.state
            moved = people_who_moved(state, activity.deck, activity.category_set.key)
            by_hand = moved_by_hand(state, activity, activity.deck)
            talk.say_sentence(moved_words(moved + by_hand, talk.words, at_least=by_hand > 0))


async def disagree(talk: Conversation) -> None:
    """Note in one line how the group disagrees about a card."""
    card = await talk.card(talk.situation.cards)
    await write_text(
        talk,
        "panels.place.ask_disagreement",
        edits(
            talk,
            card,
            lambda state: _as_placed(talk, state, card),
            lambda seen, filled: NoteDisagreement(card.id, filled["text"], seen),
        ),
        card.disagreement,
        note=_title(talk, card),
        longest=LONGEST_NOTE,
    )


def _as_placed(talk: Conversation, state: State, card: Card) -> Card | None:
    """The card as it now stands in the set of the activity on the projector."""
    now, activity = state.cards.get(card.id), talk.situation.activity
    return card_in(state, now, activity.category_set.key) if now is not None and activity is not None else now


async def behaviour(talk: Conversation) -> None:
    """Write what somebody needs to do differently."""
    card = await talk.card(talk.situation.cards)
    await write_text(
        talk,
        "panels.place.ask_goal",
        edits(
            talk,
            card,
            lambda state: state.cards.get(card.id),
            lambda seen, filled: SetBehaviourGoal(card.id, filled["text"], seen),
        ),
        card.behaviour_goal,
        note=_title(talk, card),
        longest=LONGEST_NOTE,
    )


async def hands(talk: Conversation) -> None:
    """Record a show of hands of those without a phone: for all cards in one table where one is chosen."""
    state, row = talk.situation.state, talk.situation.scheduled
    first, _ = placement_rounds(state.workshop.meeting)
    wanted = (row.placement_round if row is not None else 0) or first
    again = wanted != first
    cards = talk.situation.cards
    chosen = talk.cursor_on([card.id for card in cards])
    if again:
        counted = {card.id for card in cards if _hands_in(state, card, wanted)}
        left = {card.id for card in placed_again(cards)}
        cards = tuple(card for card in cards if card.id in counted | left)
    labels = {card.id: _counted_label(talk, card, first if again else 0) for card in cards}
    if chosen:
        counts: dict[tuple[str, str], int] = {
            (card.id, choice): count
            for card in cards
            for choice, count in _hands_in(state, card, wanted).items()
        }
        columns = category_choices(talk.situation.categories)
        await count_table(talk, list(labels.items()), columns, counts, chosen, again=again)
        return
    card = await talk.card(cards)
    now = _hands_in(state, card, wanted)
    await count_hands(
        talk,
        labels[card.id],
        dict(category_choices(talk.situation.categories)),
        now,
        lambda category, count: CountHands(card.id, category, count),
    )


def _hands_in(state: State, card: Card, placement_round: int) -> dict[str, int]:
    """The hands counted for a card in a round, by category."""
    rows = state.hand_counts.where("subject", card.id)
    return {
        row.choice: row.count
        for row in rows
        if row.count and row.placement_round == placement_round and not row.scheduled
    }


def _counted_label(talk: Conversation, card: Card, before: int) -> str:
    """The card, with the hands of the round `before` this one; without where that is 0."""
    hands = _hands_in(talk.situation.state, card, before) if before else {}
    if not hands:
        return _title(talk, card)
    counts = " ".join(str(hands.get(key, 0)) for key, _ in category_choices(talk.situation.categories))
    return f"{_title(talk, card)} ({talk.words('panels.place.hands_before', counts=counts)})"


async def following(talk: Conversation) -> None:
    """Choose the approach that a card goes on to later."""
    card = await talk.card(talk.situation.cards)
    if not card.agreed:
        talk.tell("panels.place.agree_first", warning=True)
        return
    choices = [
        *category_choices(talk.situation.categories, leave_out=card.agreed),
        (NONE, talk.words("panels.place.no_following")),
    ]
    key = await talk.choose(talk.words("panels.place.ask_following"), choices, note=_title(talk, card))
    await talk.send(AgreePlacement(card.id, card.agreed, None if key == NONE else key))


def _before_the_goals(situation: Situation) -> bool:
    return phase(situation) is not Phase.GOALS


def _has_goals(situation: Situation) -> bool:
    """Whether the cards are those that the method's own categories place: others have no goals."""
    activity = situation.activity
    placed = {
        each.deck
        for each in situation.method.activities
        if each.kind is Kind.PLACE and not each.category_set.key
    }
    return activity is not None and activity.deck in placed and phase(situation) is not Phase.ALONE


ACCEPT = Act("place.accept", accept, talks, ("a",), "a", rank=10, at_once=True)
AGREE = Act("place.agree", agree, talks, (), "t", rank=12)
UNPLACE = Act("place.unplace", unplace, talks, ("0",), shown=False, at_once=True)
SECOND_ROUND = Act("place.second_round", second_round, talks, ("ctrl+l",), "s", rank=20)
DISAGREE = Act("place.disagree", disagree, talks, ("x",), "x", rank=30)
BEHAVIOUR = Act("place.behaviour", behaviour, _has_goals, ("g",), "g", rank=40)
HANDS = Act("place.hands", hands, _before_the_goals, ("k",), "k", rank=50)
HIDE = Act("place.hide", hide, talks, ("h",), "h", shown=False, rank=75, at_once=True)
FOLLOWING = Act("place.following", following, _talks_of_approaches, ("l",), "c", rank=70)

ACTS = (ACCEPT, AGREE, UNPLACE, SECOND_ROUND, DISAGREE, BEHAVIOUR, HANDS, FOLLOWING, HIDE, CHOOSE, DIVIDE)
