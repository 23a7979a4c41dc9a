"""Take in what another group sends: its initiatives, and how it placed them."""

from __future__ import annotations

from dataclasses import replace

from sessions.activities.collect import MOST_CARDS, next_number
from sessions.clock import as_stored
from sessions.commands import JoinGroup, SentCard
from sessions.errors import TooManyCardsError, UnknownItemError
from sessions.limits import LONGEST_NOTE
from sessions.model import Card, CardId, JoinedCard, JoinedChoice, ScheduledId
from sessions.queries.joined import difference
from sessions.rules.decide import Context, Decision, cleaned_line, cleaned_text, optional_text, rule
from sessions.state import RowWrite, put, remove


@rule(JoinGroup)
def join_group(context: Context, command: JoinGroup) -> Decision:
    """Add what is new, change what has changed, withdraw what is gone and nobody here has worked on.

    Raises EmptyTextError, TextTooLongError, TooManyCardsError; UnknownItemError for a deck that the method
    does not have.
    """
    if all(deck.key != command.deck for deck in context.method.decks):
        raise UnknownItemError
    state, origin = context.state, cleaned_line(command.origin)
    cards = tuple(replace(each, text=cleaned_text(each.text)) for each in command.cards)
    found = difference(state, command.source, command.deck, cards)
    if len(state.cards) + len(found.new) > MOST_CARDS:
        raise TooManyCardsError(most=MOST_CARDS)
    writes: list[RowWrite] = []
    first = next_number(state, command.deck)
    for place, sent in enumerate(found.new):
        card = _card(context, command.deck, origin, sent, first + place)
        writes += [put(state, card), *_said(context, card, sent, command.source)]
    edited = {card.id for card in found.edited_here}
    for card, sent in found.changed:
        text = card.text if card.id in edited else sent.text
        row = state.joined_cards.get(card.id)
        if row is not None and sent.text == row.sent:
            text = card.text
        after = replace(card, text=text, withdrawn=False)
        if after != card:
            writes.append(put(state, after))
        writes += _said(context, card, sent, command.source)
    writes += [put(state, replace(card, withdrawn=True)) for card in found.gone]
    return Decision(tuple(writes), count=len(found.new))


def _card(context: Context, deck: str, origin: str, sent: SentCard, number: int) -> Card:
    statuses = [status.key for status in context.method.deck(deck).statuses]
    return Card(
        id=CardId(context.new_id()),
        deck=deck,
        number=number,
        scheduled=ScheduledId(""),
        author=None,
        text=sent.text,
        status=sent.status if sent.status in statuses else next(iter(statuses), ""),
        occurred="",
        outcome="",
        theme=None,
        merged_into=None,
        hidden=False,
        withdrawn=False,
        agreed=None,
        next_category=None,
        disagreement="",
        behaviour_goal=optional_text(sent.behaviour_goal, LONGEST_NOTE),
        meeting=context.state.workshop.meeting,
        created_at=as_stored(context.now),
        origin=origin,
    )


def _said(context: Context, card: Card, sent: SentCard, source: str) -> list[RowWrite]:
    """What the group says of the card now, in place of what it said before."""
    known = {category.key for category in context.method.categories}
    agreed = sent.agreed if sent.agreed in known else None
    writes = [put(context.state, JoinedCard(card.id, source, sent.number, sent.text, agreed))]
    counts = {category: people for category, people in sent.counts if category in known and people > 0}
    for row in context.state.joined_choices.where("card", card.id):
        if row.category not in counts:
            writes.append(remove(row))
    writes += [put(context.state, JoinedChoice(card.id, key, people)) for key, people in counts.items()]
    return writes
