"""Where the group placed its initiatives, how far it agreed, and where it did not."""

from __future__ import annotations

from collections import Counter

from exports.contents.initiative import Initiative
from exports.contents.placed_initiatives import Placing
from exports.contents.set_placing import placed_in_sets
from exports.section_source import Source
from prompts.language.cleaning import clean, clean_line
from prompts.methods.model import Kind
from sessions.model import ActivityStatus, Card, CardId
from sessions.queries.joined import views_of
from sessions.queries.since_last import since_last
from sessions.tallies.tally import (
    CategoryCount,
    distribution,
    most_split_first,
    placement_rounds,
    shown_cards,
    tally_card,
)


def build(source: Source) -> Placing:
    """Tally the deck that the method places; an empty part for a method that places none."""
    own = [each for each in source.method.activities if each.kind is Kind.PLACE and not each.category_set.key]
    decks = [activity.deck for activity in own if activity.deck]
    in_sets = placed_in_sets(source)
    if not decks:
        return Placing(
            source.method.categories, "", 0, (), (), (), _empty_spread(source), in_sets=in_sets, asked=False
        )
    deck, keys = decks[0], {activity.key for activity in own}
    meeting = source.state.workshop.meeting
    written = [card for card in source.state.cards.where("deck", deck) if not card.withdrawn]
    now = [card for card in written if card.meeting == meeting and not card.hidden]
    everything = tuple(_initiatives(source, deck))
    initiatives = tuple(item for item in everything if meeting not in item.not_chosen_in)
    tallies = [item.tally for item in initiatives]
    numbers = {item.tally.card.id: item.card.id for item in initiatives}
    return Placing(
        categories=source.method.categories,
        deck_title=source.method.deck(deck).title,
        written=len(written),
        initiatives=initiatives,
        most_split=tuple(numbers[tally.card.id] for tally in most_split_first(tallies)),
        most_split_at_first=tuple(
            numbers[tally.card.id] for tally in most_split_first(tally.first_round for tally in tallies)
        ),
        spread=distribution(source.state, source.method, deck),
        meeting=meeting,
        written_now=len(now),
        brought=_brought(now),
        in_sets=in_sets,
        not_chosen=tuple(item for item in everything if meeting in item.not_chosen_in),
        by_hand=_hands_were_counted(source, {item.tally.card.id for item in initiatives}),
        asked=any(
            row.activity in keys and row.status is not ActivityStatus.SKIPPED
            for row in source.state.scheduled
        ),
    )


def _brought(cards: list[Card]) -> tuple[tuple[str, int], ...]:
    """How many of `cards` each group had brought along, in the order of the cards.

    A card that somebody here wrote under the name of a group was written here.
    """
    ordered = sorted(cards, key=lambda card: card.number)
    counts = Counter(clean_line(card.origin) for card in ordered if card.origin and card.author is None)
    return tuple(counts.items())


def _initiatives(source: Source, deck: str) -> list[Initiative]:
    now = source.state.workshop.meeting
    pictures = {now: source.state}
    found = []
    aside: dict[str, list[int]] = {}
    for row in source.state.set_aside:
        aside.setdefault(row.card, []).append(row.meeting)
    for card in shown_cards(source.state, deck):
        placed_in = _latest_meeting(source, card.id)
        meeting = min(placed_in or now, now)
        if meeting not in pictures:
            pictures[meeting] = source.at_meeting(meeting)
        found.append(
            Initiative(
                card=source.card_line(card),
                tally=tally_card(pictures[meeting], source.method, card),
                agreed=card.agreed,
                next_approach=card.next_category,
                disagreement=clean(card.disagreement),
                behaviour_goal=clean(card.behaviour_goal),
                written_in=card.meeting,
                placed_in=placed_in,
                changed_in=_changed_in(source, card.id),
                not_chosen_in=tuple(sorted(aside.get(card.id, ()))),
                groups=views_of(source.state, card),
                since=since_last(source.state, {each.key for each in source.method.categories}, card),
            )
        )
    return found


def _hands_were_counted(source: Source, cards: set[CardId]) -> bool:
    """Whether some of those who placed `cards` in this meeting raised a hand instead of placing alone."""
    own = {category.key for category in source.method.categories}
    rounds = placement_rounds(source.state.workshop.meeting)
    return any(
        row.count and row.choice in own and row.placement_round in rounds and row.subject in cards
        for row in source.state.hand_counts
        if not row.scheduled
    )


def _latest_meeting(source: Source, card: CardId) -> int:
    """The latest meeting in which `card` was placed (a meeting has two rounds); 0 for none."""
    placements = source.state.placements.where("card", card)
    rounds = [row.placement_round for row in placements if not row.category_set]
    own = {category.key for category in source.method.categories}
    rounds += [
        row.placement_round
        for row in source.state.hand_counts.where("subject", card)
        if not row.scheduled and row.choice in own
    ]
    return (max(rounds, default=0) + 1) // 2


def _changed_in(source: Source, card: CardId) -> int:
    steps = {step.id for step in source.state.next_steps if step.card == card and not step.removed}
    reviews = (review for review in source.state.step_reviews if review.step in steps and review.category)
    return max((review.meeting for review in reviews), default=0)


def _empty_spread(source: Source) -> tuple[CategoryCount, ...]:
    return tuple(
        CategoryCount(key, 0) for key in (*(category.key for category in source.method.categories), "")
    )
